package dev.slipway.imagestore.bundle;

import static dev.slipway.imagestore.errors.StoreError.CONCURRENT_CHANGE;
import static dev.slipway.imagestore.errors.StoreError.DISK_TOO_LARGE;
import static dev.slipway.imagestore.errors.StoreError.VOLUME_IN_USE;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.ImageInfo;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.bundle.manifest.BundleManifest;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.LayerImport;
import dev.slipway.imagestore.layer.StagedLayer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.Snapshots;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeState;
import dev.slipway.imagestore.volume.Volumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Brings the disk of a bundle's source into staging, raw and with holes. */
final class RawDisk {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Snapshots snapshots;
    private final Volumes volumes;
    private final LayerImport layerImport;

    RawDisk(Catalogue catalogue, StoreLayout layout, Snapshots snapshots, Volumes volumes, LayerImport layerImport) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.snapshots = snapshots;
        this.volumes = volumes;
        this.layerImport = layerImport;
    }

    /** What must not be collected while the source is read. Throws SNAPSHOT_NOT_FOUND, VOLUME_NOT_FOUND, VOLUME_IN_USE. */
    List<LayerId> layersOf(BundleSource source) {
        if (source instanceof BundleSource.OfSnapshot snapshot) {
            return List.of(snapshot(snapshot).layerId());
        }
        if (source instanceof BundleSource.OfVolume volume) {
            return available(volume.id()).document().layerId().map(List::of).orElse(List.of());
        }
        return List.of();
    }

    /** What the source's content is charged as. */
    List<ProductCode> productCodesOf(BundleSource source) {
        if (source instanceof BundleSource.OfSnapshot snapshot) {
            return snapshot(snapshot).productCodes();
        }
        if (source instanceof BundleSource.OfVolume volume) {
            return available(volume.id()).document().productCodes();
        }
        return List.of();
    }

    /** What nobody else may work on while the source is read. */
    static List<String> claims(BundleSource source) {
        return source instanceof BundleSource.OfVolume volume ? List.of(volume.id().value()) : List.of();
    }

    /** Makes the raw disk in a folder that is made too. Throws DISK_TOO_LARGE and what reading the source throws. */
    Path stage(BundleSource source, Path staging, Progress progress) {
        try {
            Files.createDirectories(staging);
        } catch (IOException e) {
            throw FileFailure.of(staging, "be made", e);
        }
        Path raw = staging.resolve("disk.raw");
        if (source instanceof BundleSource.File file) {
            ofFile(file, raw, progress);
        } else if (source instanceof BundleSource.OfSnapshot snapshot) {
            flatten(layout.layerDisk(snapshot(snapshot).layerId()), snapshot.id().value(), raw, progress);
        } else if (source instanceof BundleSource.OfVolume volume) {
            ofVolume(volume.id(), raw, progress);
        } else if (source instanceof BundleSource.OwnDisk own) {
            flatten(own.qcow2(), own.qcow2().toString(), raw, progress);
        }
        return raw;
    }

    private void ofFile(BundleSource.File file, Path raw, Progress progress) {
        String name = file.disk().file().toString();
        if (Files.exists(file.disk().file())) {
            requireSize(QemuImg.info(file.disk().file()).virtualSizeBytes(), name);
        }
        StagedLayer judged = layerImport.stage(file.disk(), LayerId.next(), raw.getParent(), progress);
        // The file may have become another one meanwhile; what was judged is a copy.
        requireSize(judged.layer().virtualSizeBytes(), name);
        QemuImg.convert(StoreLayout.layerDiskIn(judged.folder()), judged.layer().format(), raw, DiskFormat.RAW,
                progress);
        DurableFiles.delete(judged.folder());
    }

    private void ofVolume(VolumeId id, Path raw, Progress progress) {
        Stored<Volume> before = available(id);
        flatten(layout.volumeDisk(id, before.document().generation()), id.value(), raw, progress);
        // Whatever uses a volume changes its record.
        if (available(id).version() != before.version()) {
            throw new StoreException(CONCURRENT_CHANGE, "The volume '" + id + "' was used while it was bundled.",
                    "Make a snapshot of it, and bundle that.");
        }
    }

    private static void flatten(Path qcow2, String name, Path raw, Progress progress) {
        ImageInfo info = QemuImg.info(qcow2, DiskFormat.QCOW2);
        requireSize(info.virtualSizeBytes(), name);
        DurableFiles.requireSpace(raw.getParent(), info.actualSizeBytes());
        QemuImg.convertChain(qcow2, DiskFormat.QCOW2, raw, DiskFormat.RAW, progress);
    }

    private static void requireSize(long sizeBytes, String name) {
        if (sizeBytes > BundleManifest.LARGEST_DISK_BYTES) {
            throw new StoreException(DISK_TOO_LARGE, "The disk '" + name + "' has " + sizeBytes
                    + " bytes; the root of an instance-store image has at most " + BundleManifest.LARGEST_DISK_BYTES
                    + ".", "An image whose root is a volume can be larger.");
        }
    }

    private Snapshot snapshot(BundleSource.OfSnapshot source) {
        return snapshots.describe(List.of(source.id())).get(0);
    }

    private Stored<Volume> available(VolumeId id) {
        Volume volume = volumes.describe(List.of(id)).get(0);
        if (volume.state() != VolumeState.AVAILABLE) {
            throw new StoreException(VOLUME_IN_USE, "The volume '" + id + "' is " + volume.state()
                    + "; only one that is attached nowhere can be bundled.", "Make a snapshot of it, and bundle that.");
        }
        return catalogue.read(reader -> reader.find(Volume.TABLE, id.value())).orElseThrow();
    }
}
