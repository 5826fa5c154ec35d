package dev.slipway.imagestore.layer;

import static dev.slipway.imagestore.errors.StoreError.DISK_CORRUPT;
import static dev.slipway.imagestore.errors.StoreError.DISK_NOT_RECOGNISED;
import static dev.slipway.imagestore.errors.StoreError.SOURCE_NOT_FOUND;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.DiskReferences;
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
        ImageInfo info = look(source.file(), source.file(), source.format());
        Path folder = folder(staging, id);
        Path disk = StoreLayout.layerDiskIn(folder);
        DurableFiles.requireSpace(folder, info.actualSizeBytes() + MARGIN_BYTES);
        if (info.format() == DiskFormat.RAW) {
            // Raw names no other file, whatever becomes of it meanwhile.
            QemuImg.convert(source.file(), DiskFormat.RAW, disk, DiskFormat.QCOW2, progress);
            return finish(id, info, folder, Optional.empty(), progress);
        }
        Path copy = folder.resolve("source");
        Optional<String> sha256 = Optional.empty();
        if (isClean(info)) {
            sha256 = Optional.of(DurableFiles.copyAndHash(source.file(), copy, progress));
        } else {
            DurableFiles.copy(source.file(), copy, progress);
        }
        return adopt(new StagedFile(copy, source.file(), sha256), source.format(), id, staging, progress);
    }

    /**
     * As {@link #stage}, of a file that is the store's own already: it becomes the layer's disk itself where it can.
     * Same codes.
     *
     * @param declared what its owner says it is
     */
    public StagedLayer adopt(
            StagedFile source, Optional<DiskFormat> declared, LayerId id, Path staging, Progress progress) {
        ImageInfo info = look(source.file(), source.name(), declared);
        check(source, info.format());
        Path folder = folder(staging, id);
        Path disk = StoreLayout.layerDiskIn(folder);
        if (isClean(info)) {
            DurableFiles.move(source.file(), disk);
            return finish(id, info, folder, source.sha256(), progress);
        }
        DurableFiles.requireSpace(folder, info.actualSizeBytes() + MARGIN_BYTES);
        QemuImg.convert(source.file(), info.format(), disk, DiskFormat.QCOW2, progress);
        if (source.file().startsWith(staging)) {
            // The space is of use to the next disk. A download stays until all is committed.
            DurableFiles.delete(source.file());
        }
        return finish(id, info, folder, Optional.empty(), progress);
    }

    private static Path folder(Path staging, LayerId id) {
        Path folder = staging.resolve(id.value());
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be made.", e);
        }
    }

    /** Judges a file by its headers; nothing it names is opened. */
    private ImageInfo look(Path file, Path name, Optional<DiskFormat> declared) {
        DiskFormat format = QemuImg.recognise(file);
        rules.checkFormat(name, declared, format);
        rules.checkAlone(name, DiskReferences.of(file));
        ImageInfo info = QemuImg.info(file, format);
        rules.check(name, declared, info);
        if (format == DiskFormat.RAW && declared.isEmpty() && !RawDiskMarks.bears(file)) {
            throw DiskRules.refuse(DISK_NOT_RECOGNISED, name, "is no disk image that could be recognised",
                    "If it is a raw disk, say so: --format raw");
        }
        return info;
    }

    /** Whether a file can serve as a layer. Internal snapshots and bitmaps would only be carried along, unreachable. */
    private static boolean isClean(ImageInfo info) {
        return info.format() == DiskFormat.QCOW2 && info.internalSnapshots() == 0 && info.bitmaps() == 0
                && !info.dirty();
    }

    /** Looks into our own copy's tables. */
    private static void check(StagedFile copy, DiskFormat format) {
        try {
            QemuImg.check(copy.file(), format);
        } catch (HostException e) {
            if (e.kind() != HostError.NOT_A_DISK_IMAGE) {
                throw e;
            }
            throw new StoreException(DISK_CORRUPT, "The file '" + copy.name()
                    + "' is truncated or damaged: its tables and its data do not agree.",
                    "See what is wrong with: qemu-img check " + copy.name(), e);
        }
    }

    private static StagedLayer finish(
            LayerId id, ImageInfo info, Path folder, Optional<String> known, Progress progress) {
        Path disk = StoreLayout.layerDiskIn(folder);
        try {
            Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("r--r--r--"));
            DurableFiles.sync(disk);
            String sha256 = known.isPresent() ? known.get() : DurableFiles.sha256(disk, progress);
            Layer layer = new Layer(id, Optional.empty(), info.virtualSizeBytes(), Files.size(disk), DiskFormat.QCOW2,
                    Optional.of(sha256), Timestamp.now());
            RecordFiles.write(layer, folder);
            return new StagedLayer(layer, folder);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be written.", e);
        }
    }

    private static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new StoreException(SOURCE_NOT_FOUND, "The file '" + file + "' does not exist.");
        }
    }
}
