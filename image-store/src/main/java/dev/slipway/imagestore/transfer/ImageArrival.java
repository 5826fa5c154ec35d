package dev.slipway.imagestore.transfer;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageOrigin;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.Layers;
import dev.slipway.imagestore.layer.StagedLayer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.registry.registration.ImageRegistration;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotState;
import dev.slipway.imagestore.tag.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How the parts of an image come into a store: prepared in staging, moved into place, recorded. */
public final class ImageArrival {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final AccountId account;
    private final RecordFiles records;
    private final BootImageIntake bootImages;
    private final ProductIntake products;

    public ImageArrival(Catalogue catalogue, StoreLayout layout, AccountId account, ImageRegistration registration) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.account = account;
        this.records = new RecordFiles(layout);
        this.bootImages = new BootImageIntake(catalogue, layout, account, registration);
        this.products = new ProductIntake(records);
    }

    /** Throws NO_SPACE unless what is missing of these layers fits; returns what is missing. */
    public List<Layer> missing(List<Layer> layers, ContentSource source) {
        LayerIntake intake = new LayerIntake(catalogue, layout, source, Progress.NONE);
        List<Layer> missing = intake.missing(layers);
        intake.requireSpace(missing);
        return missing;
    }

    /**
     * Brings layers into the store one by one, each for good as soon as it is whole: a copy that is cut short and
     * repeated does not begin anew. The operation keeps them from being collected.
     */
    public void bringLayers(List<Layer> layers, ContentSource source, Path staging, Progress progress) {
        for (Layer layer : layers) {
            StagedLayer staged = new LayerIntake(catalogue, layout, source, progress).stage(layer, staging);
            Failpoint.COPY_LAYER_STAGED.reached();
            catalogue.change(change -> {
                Layer admitted = new Layers(layout).admitAsItIs(change, staged);
                Failpoint.COPY_LAYER_MOVED.reached();
                return admitted;
            });
            // When another process was quicker, the staged one is not needed.
            DurableFiles.delete(staged.folder());
            Failpoint.COPY_LAYER_ADMITTED.reached();
        }
    }

    /** Makes one layer's folder below staging: complete, fsynced, read-only, and seen by nobody. */
    public StagedLayer stage(Layer layer, ContentSource source, Path staging, Progress progress) {
        return new LayerIntake(catalogue, layout, source, progress).stage(layer, staging);
    }

    /** Makes staged layers the store's own, parents before children. */
    public void admit(Change change, List<StagedLayer> staged) {
        for (StagedLayer layer : staged) {
            new Layers(layout).admitAsItIs(change, layer);
            Failpoint.COPY_LAYER_MOVED.reached();
        }
    }

    /** Which kernel or ramdisk of this store will do; one has to be copied and is staged under the new id. */
    public Optional<ImageId> bringBootImage(
            Optional<Image> wanted, Optional<ImageId> id, ContentSource source, Path staging, Progress progress) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Optional<ImageId> same = bootImages.same(wanted.get());
        if (same.isEmpty()) {
            bootImages.stage(wanted.get(), id.orElseThrow(), source, staging, progress);
        }
        return same.or(() -> id);
    }

    /** Records a kernel or ramdisk that was staged under its new id; one that was there is taken as it is. */
    public Optional<ImageId> admitBootImage(
            Change change, Optional<Image> wanted, Optional<ImageId> brought, Optional<ImageId> id, Path staging,
            ImageOrigin origin) {
        return brought.equals(id)
                ? brought.map(staged -> bootImages.admit(change, wanted.orElseThrow(), staged, staging, origin))
                : brought;
    }

    /** Throws COPY_NOT_PERMITTED when one of the product codes belongs to another seller here. */
    public void requireSameProducts(Reader reader, List<Product> wanted) {
        ProductIntake.requireSame(reader, wanted);
    }

    /** Records the products that this store does not know; one it knows stays as it is. Throws COPY_NOT_PERMITTED. */
    public void admitProducts(Change change, List<Product> wanted) {
        products.admit(change, wanted);
    }

    /** An image with everything of another one but its disks, its kernel, and what does not travel. */
    public ImageDraft draft(ImageId id, Image original, String name, ImageOrigin origin) {
        return new ImageDraft(id, name, account, original.imageType(), original.architecture(), Timestamp.now())
                .virtualizationType(original.virtualizationType())
                .bootMode(original.bootMode())
                .kernelCommandLine(original.kernelCommandLine())
                .platform(original.platform())
                .imdsSupport(original.imdsSupport())
                .rootDeviceType(original.rootDeviceType())
                .rootDeviceName(original.rootDeviceName())
                .productCodes(original.productCodes())
                .origin(origin);
    }

    /** Records the snapshots under their new ids. */
    public void insertSnapshots(Change change, Cargo cargo, ArrivalIds ids, Function<Snapshot, String> description) {
        for (Snapshot snapshot : cargo.snapshots()) {
            insert(change, snapshot, ids.snapshots().get(snapshot.snapshotId()), description.apply(snapshot), List.of());
        }
    }

    public Snapshot insert(Change change, Snapshot snapshot, SnapshotId id, String description,
            List<Tag> tags) {
        return insert(change, snapshot, id, description, tags, SnapshotState.COMPLETED);
    }

    /** The same, in a state that need not be its last. */
    Snapshot insert(Change change, Snapshot snapshot, SnapshotId id, String description, List<Tag> tags, SnapshotState state) {
        Snapshot arrived = new Snapshot(id, account, Optional.of(description), Optional.empty(), snapshot.volumeSize(),
                state, Optional.empty(), Timestamp.now(), snapshot.layerId(), Permissions.NONE,
                snapshot.productCodes(), tags);
        change.insert(Snapshot.TABLE, arrived);
        records.write(arrived);
        return arrived;
    }

    /** The mapping of an image with the new ids of its snapshots. */
    public static List<BlockDeviceMapping> mappings(Cargo cargo, ArrivalIds ids) {
        List<BlockDeviceMapping> mappings = new ArrayList<>();
        for (BlockDeviceMapping mapping : cargo.image().blockDeviceMappings()) {
            mappings.add(mapping.device() instanceof BlockDevice.FromSnapshot volume
                    ? new BlockDeviceMapping(mapping.deviceName(), new BlockDevice.FromSnapshot(
                            ids.snapshots().get(volume.snapshotId()), volume.volumeSize(), volume.volumeType(),
                            volume.deleteOnTermination()))
                    : mapping);
        }
        return mappings;
    }

    /** Removes what an operation left without a row, staging in any case. Bears being repeated. */
    public void removeUnrecorded(Operation operation, Set<ImageId> images, Set<SnapshotId> snapshots) {
        catalogue.change(change -> {
            for (ImageId image : images) {
                if (change.find(Image.TABLE, image.value()).isEmpty()) {
                    records.delete(image);
                    DurableFiles.delete(layout.bootFileFolder(image));
                }
            }
            for (SnapshotId snapshot : snapshots) {
                if (change.find(Snapshot.TABLE, snapshot.value()).isEmpty()) {
                    records.delete(snapshot);
                }
            }
            products.removeUnrecorded(change, ArrivalIds.productsOf(operation.details()));
            for (LayerId layer : operation.layers()) {
                if (change.find(Layer.TABLE, layer.value()).isEmpty()) {
                    DurableFiles.delete(layout.layer(layer));
                }
            }
            return null;
        });
        DurableFiles.delete(layout.staging(operation.operationId()));
    }

    /** As {@link #removeUnrecorded(Operation, Set, Set)}, of the ids an operation speaks of. */
    public void removeUnrecorded(Operation operation) {
        Set<ImageId> images = new HashSet<>(ArrivalIds.bootImagesOf(operation.details()));
        images.add(ArrivalIds.imageOf(operation.details()));
        removeUnrecorded(operation, images, new HashSet<>(ArrivalIds.snapshotsOf(operation.details())));
    }
}
