package dev.slipway.imagestore.transfer.archive;

import static dev.slipway.imagestore.errors.StoreError.ARCHIVE_MALFORMED;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.ImageInfo;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Judges a layer that came out of an archive, whose digest only says that it is what the archive's writer wanted. It must
 * be a sound qcow2 that names its parent, by the store's own rule, and no other file at all.
 */
final class LayerJudge {

    private LayerJudge() {
    }

    /** Throws ARCHIVE_MALFORMED. The parent has to be where the header looks for it. */
    static void check(Layer layer, Path disk) {
        try {
            ImageInfo info = QemuImg.info(disk, DiskFormat.QCOW2);
            Optional<String> parent = layer.parent().map(StoreLayout::layerDiskAsBacking);
            if (!info.backingFile().equals(parent) || info.dataFile().isPresent()) {
                throw refuse(layer, "it names a file that it must not", null);
            }
            if (info.encrypted() || info.corrupt() || info.dirty() || info.internalSnapshots() > 0) {
                throw refuse(layer, "it is no clean qcow2", null);
            }
            if (info.virtualSizeBytes() != layer.virtualSizeBytes()) {
                throw refuse(layer, "it describes a disk of another size", null);
            }
            QemuImg.check(disk, DiskFormat.QCOW2);
        } catch (HostException e) {
            if (e.kind() != HostError.NOT_A_DISK_IMAGE) {
                throw e;
            }
            throw refuse(layer, "its tables and its data do not agree", e);
        }
    }

    private static StoreException refuse(Layer layer, String why, Exception cause) {
        return new StoreException(ARCHIVE_MALFORMED,
                "The layer '" + layer.layerId() + "' of the archive is refused: " + why + ".", null, cause);
    }
}
