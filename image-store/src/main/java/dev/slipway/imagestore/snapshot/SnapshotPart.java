package dev.slipway.imagestore.snapshot;

import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One volume of those that are snapshot together, and what comes of it; all ids are chosen first, so that the operation
 * can name them.
 */
record SnapshotPart(VolumeId volume, LayerId layer, SnapshotId snapshot) {

    private static final String PARTS = "parts";
    private static final String FIELD = "/";
    private static final String PART = " ";

    static List<SnapshotPart> of(List<VolumeId> volumes) {
        List<SnapshotPart> parts = new ArrayList<>();
        for (VolumeId volume : volumes) {
            parts.add(new SnapshotPart(volume, LayerId.next(), SnapshotId.next()));
        }
        return parts;
    }

    /** As an operation keeps them. */
    static Map<String, String> details(List<SnapshotPart> parts) {
        List<String> words = new ArrayList<>();
        for (SnapshotPart part : parts) {
            words.add(part.volume + FIELD + part.layer + FIELD + part.snapshot);
        }
        return Map.of(PARTS, String.join(PART, words));
    }

    static List<SnapshotPart> of(Operation operation) {
        List<SnapshotPart> parts = new ArrayList<>();
        for (String word : operation.details().get(PARTS).split(PART)) {
            String[] ids = word.split(FIELD);
            parts.add(new SnapshotPart(new VolumeId(ids[0]), new LayerId(ids[1]), new SnapshotId(ids[2])));
        }
        return parts;
    }
}
