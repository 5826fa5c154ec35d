package dev.slipway.imagestore.registry;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.BootFile;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.LayerImport;
import dev.slipway.imagestore.layer.Layers;
import dev.slipway.imagestore.layer.StagedLayer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes images of files: everything is prepared in staging, moved into place and recorded in one transaction. An
 * operation covers the work from its first byte on. Settling it removes what lies about without a row, and that is how
 * an import ends in any case: after a commit only the staging folder is left to remove.
 */
final class ImageImport {

    private static final String IMPORT = "import";
    private static final String LAYER = "layer";
    private static final String SNAPSHOT = "snapshot";
    private static final String IMAGE = "image";

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final AccountId account;
    private final ImageRegistration registration;
    private final LayerImport layerImport;
    private final RecordFiles records;

    ImageImport(
            Catalogue catalogue, StoreLayout layout, Operations operations, AccountId account,
            ImageRegistration registration, DiskRules rules) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.account = account;
        this.registration = registration;
        this.layerImport = new LayerImport(rules);
        this.records = new RecordFiles(layout);
        operations.register(IMPORT, this::settle);
    }

    Image machineImage(ImageSettings settings, DiskSource source, String rootDeviceName, Progress progress) {
        // All that can be refused is refused before the first byte is copied; it is checked again at the end.
        catalogue.read(reader -> {
            registration.requireFreeName(reader, settings.name());
            return null;
        });
        ImageId imageId = ImageId.nextMachine();
        SnapshotId snapshotId = SnapshotId.next();
        LayerId layerId = LayerId.next();
        try (RunningOperation operation = operations.begin(IMPORT, Map.of(IMAGE, imageId.value(),
                SNAPSHOT, snapshotId.value(), LAYER, layerId.value()), List.of())) {
            Path staging = layout.staging(operation.operation().operationId());
            StagedLayer staged = layerImport.stage(source, layerId, staging, progress);
            Failpoint.IMPORT_STAGED.reached();
            Image committed = catalogue.change(change -> {
                Layer layer = new Layers(layout).admit(change, staged);
                Failpoint.LAYER_MOVED.reached();
                insertSnapshot(change, snapshotId, imageId, layer);
                Image image = registration.machine(change, imageId, settings, rootDeviceName,
                        List.of(volumeOf(rootDeviceName, snapshotId))).build();
                return registration.insert(change, image);
            });
            Failpoint.IMPORT_COMMITTED.reached();
            return committed;
        }
    }

    Image bootImage(ImageType type, ImageSettings settings, Path source, Progress progress) {
        catalogue.read(reader -> {
            registration.requireFreeName(reader, settings.name());
            return null;
        });
        ImageId imageId = switch (type) {
            case KERNEL -> ImageId.nextKernel();
            case RAMDISK -> ImageId.nextRamdisk();
            case MACHINE -> throw new IllegalArgumentException("a machine image is made of a disk");
        };
        try (RunningOperation operation = operations.begin(IMPORT, Map.of(IMAGE, imageId.value()), List.of())) {
            Path staged = layout.staging(operation.operation().operationId()).resolve(imageId.value());
            BootFile bootFile = BootFileImport.stage(type, settings.architecture(), source, staged, progress);
            return catalogue.change(change -> {
                Image image = new ImageDraft(imageId, settings.name(), account, type, settings.architecture(),
                        Timestamp.now())
                        .description(settings.description())
                        .tags(settings.tags())
                        .rootDeviceType(RootDeviceType.INSTANCE_STORE)
                        .virtualizationType(VirtualizationType.PARAVIRTUAL)
                        .bootFile(Optional.of(bootFile)).build();
                registration.insert(change, image);
                DurableFiles.move(staged, layout.bootFileFolder(imageId));
                return image;
            });
        }
    }

    private void insertSnapshot(Change change, SnapshotId id, ImageId imageId, Layer layer) {
        Snapshot snapshot =
                Snapshot.completed(id, account, "Imported for " + imageId, layer, Timestamp.now(), List.of());
        change.insert(Snapshot.TABLE, snapshot);
        records.write(snapshot);
    }

    private static BlockDeviceRequest volumeOf(String deviceName, SnapshotId snapshotId) {
        return new BlockDeviceRequest(deviceName, Optional.of(new EbsRequest(Optional.of(snapshotId),
                Optional.empty(), Optional.empty(), Optional.empty())), Optional.empty(), Optional.empty());
    }

    /** Removes what has no row: all of it when the work was not committed, the staging folder in any case. */
    private void settle(Operation operation) {
        Map<String, String> details = operation.details();
        catalogue.read(reader -> {
            ImageId image = new ImageId(details.get(IMAGE));
            if (reader.find(Image.TABLE, image.value()).isEmpty()) {
                records.delete(image);
                DurableFiles.delete(layout.bootFileFolder(image));
            }
            if (details.containsKey(SNAPSHOT)
                    && reader.find(Snapshot.TABLE, details.get(SNAPSHOT)).isEmpty()) {
                records.delete(new SnapshotId(details.get(SNAPSHOT)));
            }
            if (details.containsKey(LAYER) && reader.find(Layer.TABLE, details.get(LAYER)).isEmpty()) {
                DurableFiles.delete(layout.layer(new LayerId(details.get(LAYER))));
            }
            return null;
        });
        DurableFiles.delete(layout.staging(operation.operationId()));
    }
}
