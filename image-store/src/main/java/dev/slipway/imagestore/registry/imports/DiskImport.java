package dev.slipway.imagestore.registry.imports;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.layer.Gibibytes;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.Layers;
import dev.slipway.imagestore.layer.StagedLayer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.source.OpenedSource;
import dev.slipway.imagestore.source.SourceDisk;
import dev.slipway.imagestore.tag.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The disks of one import on their way to being snapshots. Their ids are known to the operation before anything of that
 * name exists: whoever settles it knows what to look for.
 */
final class DiskImport {

    static final String LAYER = "layer";
    static final String SNAPSHOT = "snapshot";
    static final String SEPARATOR = ",";

    /** Where EC2 advises to attach further volumes. */
    private static final String FURTHER_DEVICE = "/dev/sd";
    private static final char FIRST_FURTHER = 'f';

    /** One disk: of its own layer, or blank. */
    private record Part(SourceDisk disk, SnapshotId snapshotId, LayerId layerId, Optional<StagedLayer> staged) {
    }

    private final StoreLayout layout;
    private final AccountId account;
    private final RecordFiles records;
    private final List<Part> parts = new ArrayList<>();

    DiskImport(StoreLayout layout, AccountId account, RecordFiles records) {
        this.layout = layout;
        this.account = account;
        this.records = records;
    }

    /** The ids of the first disk, for an operation that is about to begin. */
    static Map<String, String> firstIds() {
        return Map.of(LAYER, LayerId.next().value(), SNAPSHOT, SnapshotId.next().value());
    }

    /** Makes layers of the disks, in staging. */
    void stage(OpenedSource source, RunningOperation operation, Progress progress) {
        List<SnapshotId> snapshots = new ArrayList<>();
        List<LayerId> layers = new ArrayList<>();
        Map<String, String> details = new HashMap<>(operation.operation().details());
        snapshots.add(new SnapshotId(details.get(SNAPSHOT)));
        layers.add(new LayerId(details.get(LAYER)));
        for (int i = 1; i < source.disks().size(); i++) {
            snapshots.add(SnapshotId.next());
            layers.add(LayerId.next());
            details.merge(SNAPSHOT, snapshots.get(i).value(), (all, next) -> all + SEPARATOR + next);
            details.merge(LAYER, layers.get(i).value(), (all, next) -> all + SEPARATOR + next);
        }
        if (source.disks().size() > 1) {
            operation.amend(details);
        }
        for (int i = 0; i < source.disks().size(); i++) {
            SourceDisk disk = source.disks().get(i);
            Optional<StagedLayer> staged = disk instanceof SourceDisk.Blank ? Optional.empty()
                    : Optional.of(source.stage(disk, layers.get(i), progress));
            parts.add(new Part(disk, snapshots.get(i), layers.get(i), staged));
        }
        Failpoint.IMPORT_STAGED.reached();
    }

    /** The disk of the root, where it is staged. */
    Path rootDisk() {
        return StoreLayout.layerDiskIn(parts.get(0).staged().orElseThrow().folder());
    }

    /** Lets the layers in and records the snapshots, in the transaction that records what uses them. */
    List<Snapshot> commit(Change change, String description, List<Tag> tags) {
        List<Snapshot> snapshots = new ArrayList<>();
        for (Part part : parts) {
            if (part.staged().isPresent()) {
                Layer layer = new Layers(layout).admit(change, part.staged().get());
                Failpoint.LAYER_MOVED.reached();
                Snapshot snapshot = Snapshot.completed(
                        part.snapshotId(), account, description, layer, Timestamp.now(), tags);
                change.insert(Snapshot.TABLE, snapshot);
                records.write(snapshot);
                snapshots.add(snapshot);
            }
        }
        return snapshots;
    }

    /** The devices of an image of these disks: the root, and the others from {@code /dev/sdf} on, as EC2 advises. */
    List<BlockDeviceRequest> devices(String rootDeviceName) {
        List<BlockDeviceRequest> devices = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String name = i == 0 ? rootDeviceName : FURTHER_DEVICE + (char) (FIRST_FURTHER + i - 1);
            EbsRequest volume = part.disk() instanceof SourceDisk.Blank blank
                    ? new EbsRequest(Optional.empty(), Optional.of(Gibibytes.holding(Math.max(1, blank.sizeBytes()))),
                            Optional.empty(), Optional.empty())
                    : new EbsRequest(Optional.of(part.snapshotId()), Optional.empty(), Optional.empty(),
                            Optional.empty());
            devices.add(new BlockDeviceRequest(name, Optional.of(volume), Optional.empty(), Optional.empty()));
        }
        return devices;
    }
}
