package dev.slipway.imagestore.volume;

import static dev.slipway.imagestore.errors.StoreError.BLOCK_DEVICE_MAPPING;
import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.tag.Tag;
import java.util.List;
import java.util.Optional;

/**
 * A volume that is to be made. Its id is chosen first, so that an operation can name it before there is a file.
 *
 * @param volumeId the new volume's id
 * @param source the snapshot it begins as; empty for a blank one
 * @param size its size in GiB; not smaller than the snapshot
 * @param volumeType EC2's word for its kind
 * @param tags its tags
 */
public record VolumePlan(VolumeId volumeId, Optional<Snapshot> source, int size, String volumeType, List<Tag> tags) {

    /** EC2's limit for one volume: 64 TiB. */
    public static final int MAX_SIZE = 64 * 1024;

    /** What a volume is when nobody says otherwise. */
    public static final String DEFAULT_TYPE = "gp3";

    public VolumePlan {
        requireNonNull(volumeId, "volumeId");
        requireNonNull(volumeType, "volumeType");
        tags = List.copyOf(tags);
        if (size <= 0 || size > MAX_SIZE) {
            throw new StoreException(BLOCK_DEVICE_MAPPING,
                    "A volume cannot have " + size + "GB; the smallest has 1GB and the largest 65536GB.");
        }
        if (source.isPresent() && size < source.get().volumeSize()) {
            throw smallerThanSnapshot(size, source.get().snapshotId(), source.get().volumeSize());
        }
    }

    /** A volume from a snapshot. */
    public static VolumePlan of(Snapshot source, int size) {
        return new VolumePlan(VolumeId.next(), Optional.of(source), size, DEFAULT_TYPE, List.of());
    }

    /** A blank volume. */
    public static VolumePlan blank(int size) {
        return new VolumePlan(VolumeId.next(), Optional.empty(), size, DEFAULT_TYPE, List.of());
    }

    /** EC2's refusal of a volume that cannot hold its snapshot. */
    public static StoreException smallerThanSnapshot(int size, SnapshotId snapshot, int snapshotSize) {
        return new StoreException(BLOCK_DEVICE_MAPPING, "Volume of size " + size + "GB is smaller than snapshot '"
                + snapshot + "', expect size >= " + snapshotSize + "GB.");
    }
}
