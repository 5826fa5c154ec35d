package dev.slipway.imagestore.registry.imports;

import static dev.slipway.imagestore.errors.StoreError.BOOT_FILE_NOT_RECOGNISED;
import static dev.slipway.imagestore.errors.StoreError.SOURCE_NOT_FOUND;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.image.BootFile;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.source.SourceDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Brings a kernel or a ramdisk into staging: looked at, copied, hashed, read-only. */
final class BootFileImport {

    private BootFileImport() {
    }

    /** Brings the file into a folder that is made for it. Throws SOURCE_NOT_FOUND, BOOT_FILE_NOT_RECOGNISED. */
    static BootFile stage(ImageType type, Architecture architecture, SourceDisk source, Path folder, Progress progress) {
        Path file = StoreLayout.bootFileIn(folder);
        try {
            Files.createDirectories(folder);
            Path name;
            String sha256;
            if (source instanceof SourceDisk.Own own) {
                name = own.file().name();
                DurableFiles.move(own.file().file(), file);
                DurableFiles.sync(file);
                sha256 = own.file().sha256().orElseGet(() -> DurableFiles.sha256(file, progress));
            } else {
                name = ((SourceDisk.Foreign) source).disk().file();
                sha256 = copy(name, file, progress);
            }
            // The copy is what will be booted, so the copy is what is looked at.
            if (!BootFileMarks.of(file).fits(type, architecture)) {
                throw new StoreException(BOOT_FILE_NOT_RECOGNISED,
                        "The file '" + name + "' is no " + type + " for " + architecture + ".");
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
            return new BootFile(Files.size(file), sha256);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be written.", e);
        }
    }

    private static String copy(Path source, Path file, Progress progress) throws IOException {
        if (!Files.isRegularFile(source)) {
            throw new StoreException(SOURCE_NOT_FOUND, "The file '" + source + "' does not exist or is no file.");
        }
        DurableFiles.requireSpace(file.getParent(), Files.size(source));
        return DurableFiles.copyAndHash(source, file, progress);
    }
}
