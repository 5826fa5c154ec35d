package dev.slipway.imagestore.transfer.archive;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_COMBINATION;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_NOT_FOUND;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.Layers;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.transfer.Cargo;
import dev.slipway.imagestore.transfer.CopyRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Images and snapshots as files outside of the store. What may be copied to another region may be exported. All methods
 * throw PARAMETER_VALUE for a file that cannot be, FILE_EXISTS unless it may be replaced, and NO_SPACE.
 */
public final class Exports {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final AccountId account;
    private final Images images;

    public Exports(Catalogue catalogue, StoreLayout layout, Operations operations, AccountId account, Images images) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.account = account;
        this.images = images;
        ExportFile.register(operations);
    }

    /**
     * Writes an image: all of it, or one of its volumes as a disk that stands alone. Throws IMAGE_NOT_FOUND, what a copy
     * throws, PARAMETER_VALUE for a device that no snapshot is behind, and PARAMETER_COMBINATION.
     *
     * @param device the device's name, for one volume; empty: the root
     * @param tags whether the image's tags go along, where all of it does
     * @param replace whether a file that is there goes
     */
    public Image image(String reference, Optional<String> device, Path file, ExportFormat format, boolean tags,
            boolean replace, Progress progress) {
        Optional<DiskFormat> disk = format.disk();
        if (disk.isEmpty() && device.isPresent() || disk.isPresent() && tags) {
            throw new StoreException(PARAMETER_COMBINATION, disk.isEmpty()
                    ? "The format slipway has all disks of an image in it; it takes no device."
                    : "A disk in format " + format + " has no place for tags.");
        }
        return disk.isEmpty() ? archive(reference, file, tags, replace, progress)
                : disk(reference, device, file, disk.get(), replace, progress);
    }

    /**
     * Writes all of an image into one file that another Slipway imports unchanged: layers with their digests, mapping,
     * kernel and ramdisk. As a copy, it has no launch permissions.
     */
    Image archive(String reference, Path file, boolean tags, boolean replace, Progress progress) {
        ExportFile target = new ExportFile(file, replace);
        Image image = allowed(reference);
        Cargo first = catalogue.read(reader -> Cargo.of(reader, image));
        CopyRules.check(first, account);
        target.requireSpace(first.layers().stream().mapToLong(Layer::fileSizeBytes).sum());
        target.make(operations, first.layerIds(), temporary -> {
            Cargo cargo = catalogue.read(reader -> Cargo.of(reader, image));
            ArchiveManifest manifest =
                    ArchiveManifest.of(cargo, withDigests(cargo.layers(), progress), layout.region(), tags);
            new ArchiveWriter(layout, manifest, progress).write(temporary);
        });
        return image;
    }

    private Image disk(String reference, Optional<String> device, Path file, DiskFormat format, boolean replace,
            Progress progress) {
        ExportFile target = new ExportFile(file, replace);
        Image image = allowed(reference);
        SnapshotId snapshot = behind(image, device.or(image::rootDeviceName).orElse(""));
        disk(snapshot, target, format, progress);
        return image;
    }

    /** Writes a snapshot as a disk that stands alone. Throws SNAPSHOT_NOT_FOUND, SNAPSHOT_STATE, PARAMETER_VALUE. */
    public Snapshot snapshot(SnapshotId id, Path file, ExportFormat format, boolean replace, Progress progress) {
        DiskFormat disk = format.disk().orElseThrow(() -> new StoreException(PARAMETER_VALUE,
                "A snapshot is a disk; the format " + format + " is for images."));
        return disk(id, new ExportFile(file, replace), disk, progress);
    }

    private Snapshot disk(SnapshotId id, ExportFile target, DiskFormat format, Progress progress) {
        Snapshot snapshot = catalogue.read(reader -> reader.find(Snapshot.TABLE, id.value()))
                .filter(stored -> CopyRules.mayRead(stored.document(), account))
                .orElseThrow(() -> new StoreException(SNAPSHOT_NOT_FOUND, "The snapshot '" + id + "' does not exist."))
                .document();
        CopyRules.check(snapshot, account);
        List<Layer> chain = catalogue.read(reader -> Layers.chain(reader, snapshot.layerId()));
        long bytes = chain.stream().mapToLong(Layer::fileSizeBytes).sum();
        target.requireSpace(Math.min(bytes, chain.get(chain.size() - 1).virtualSizeBytes()));
        List<LayerId> layers = chain.stream().map(Layer::layerId).toList();
        target.make(operations, layers, temporary -> {
            catalogue.read(reader -> Layers.chain(reader, snapshot.layerId()));
            QemuImg.convertChain(layout.layerDisk(snapshot.layerId()), DiskFormat.QCOW2, temporary, format, progress);
        });
        return snapshot;
    }

    private Image allowed(String reference) {
        Image image = images.find(reference);
        CopyRules.checkExport(image, account);
        return image;
    }

    private static SnapshotId behind(Image image, String device) {
        StringJoiner others = new StringJoiner(", ");
        for (BlockDeviceMapping mapping : image.blockDeviceMappings()) {
            if (mapping.device() instanceof BlockDevice.FromSnapshot volume) {
                if (mapping.deviceName().equals(device)) {
                    return volume.snapshotId();
                }
                others.add(mapping.deviceName());
            }
        }
        throw new StoreException(PARAMETER_VALUE, "The image '" + image.imageId() + "' has no snapshot behind "
                + Quoted.of(device) + ".", "It has: " + others);
    }

    private List<Layer> withDigests(List<Layer> layers, Progress progress) {
        List<Layer> complete = new ArrayList<>();
        for (Layer layer : layers) {
            complete.add(layer.sha256().isPresent() ? layer : new Layer(layer.layerId(), layer.parent(),
                    layer.virtualSizeBytes(), layer.fileSizeBytes(), layer.format(),
                    Optional.of(DurableFiles.sha256(layout.layerDisk(layer.layerId()), progress)), layer.createdAt()));
        }
        return complete;
    }
}
