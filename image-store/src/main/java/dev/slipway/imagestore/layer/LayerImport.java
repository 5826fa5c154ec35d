package dev.slipway.imagestore.layer;

import static dev.slipway.imagestore.errors.StoreError.DISK_CORRUPT;
import static dev.slipway.imagestore.errors.StoreError.DISK_NOT_RECOGNISED;
import static dev.slipway.imagestore.errors.StoreError.SOURCE_NOT_FOUND;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.ImageInfo;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.RecordFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Makes a layer of a disk image that nobody has vouched for. What is judged is the copy in staging, so that a file that
 * changes under our hands deceives nobody. A clean qcow2 is copied as it is, by reflink where the file system has it,
 * and hashed on the way; everything else is converted.
 */
public final class LayerImport {

    /** What a qcow2 needs beside its data, for tables and counters, and to spare. */
    private static final long MARGIN_BYTES = 4L << 20;

    private final DiskRules rules;

    public LayerImport(DiskRules rules) {
        this.rules = rules;
    }

    /**
     * Makes a layer with this id in a folder of its own below {@code staging}. Throws SOURCE_NOT_FOUND, the DISK codes, and
     * {@code HostException} with NOT_A_DISK_IMAGE, NO_SPACE and INTERRUPTED; what it leaves in staging then is for the
     * caller to delete.
     */
    public StagedLayer stage(DiskSource source, LayerId id, Path staging, Progress progress) {
        requireFile(source.file());
        ImageInfo info = QemuImg.info(source.file());
        rules.check(source.file(), source, info);
        if (info.format() == DiskFormat.RAW && source.format().isEmpty() && !RawDiskMarks.bears(source.file())) {
            throw DiskRules.refuse(DISK_NOT_RECOGNISED, source.file(), "is no disk image that could be recognised",
                    "If it is a raw disk, say so: --format raw");
        }
        Path folder = staging.resolve(id.value());
        Path disk = StoreLayout.layerDiskIn(folder);
        try {
            Files.createDirectories(folder);
            DurableFiles.requireSpace(folder, info.actualSizeBytes() + MARGIN_BYTES);
            String sha256 = isClean(info) ? copy(source, disk, progress) : convert(source, info, disk, progress);
            Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("r--r--r--"));
            Layer layer = new Layer(id, Optional.empty(), info.virtualSizeBytes(), Files.size(disk), DiskFormat.QCOW2,
                    Optional.of(sha256), Timestamp.now());
            RecordFiles.write(layer, folder);
            return new StagedLayer(layer, folder);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be written.", e);
        }
    }

    /** Whether a copy can serve as a layer. Internal snapshots would only carry content that nobody can reach. */
    private static boolean isClean(ImageInfo info) {
        return info.format() == DiskFormat.QCOW2 && info.internalSnapshots() == 0 && !info.dirty();
    }

    private String copy(DiskSource source, Path disk, Progress progress) {
        String sha256 = DurableFiles.copyAndHash(source.file(), disk, progress);
        judge(source, disk);
        return sha256;
    }

    private String convert(DiskSource source, ImageInfo info, Path disk, Progress progress) throws IOException {
        if (info.format() == DiskFormat.RAW) {
            // Raw names no other file, whatever becomes of it meanwhile.
            QemuImg.convert(source.file(), DiskFormat.RAW, disk, DiskFormat.QCOW2, progress);
        } else {
            Path copy = disk.resolveSibling("source");
            DurableFiles.copy(source.file(), copy, progress);
            judge(source, copy);
            QemuImg.convert(copy, info.format(), disk, DiskFormat.QCOW2, progress);
            Files.delete(copy);
        }
        DurableFiles.sync(disk);
        return DurableFiles.sha256(disk, progress);
    }

    /** Looks at our own copy as at the original, and into its tables too. */
    private void judge(DiskSource source, Path copy) {
        ImageInfo info = QemuImg.info(copy);
        rules.check(source.file(), source, info);
        try {
            QemuImg.check(copy, info.format());
        } catch (HostException e) {
            if (e.kind() != HostError.NOT_A_DISK_IMAGE) {
                throw e;
            }
            throw new StoreException(DISK_CORRUPT, "The file '" + source.file()
                    + "' is truncated or damaged: its tables and its data do not agree.",
                    "See what is wrong with: qemu-img check " + source.file(), e);
        }
    }

    private static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new StoreException(SOURCE_NOT_FOUND, "The file '" + file + "' does not exist.");
        }
    }
}
