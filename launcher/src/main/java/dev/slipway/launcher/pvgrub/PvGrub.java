package dev.slipway.launcher.pvgrub;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.grub.GrubKernel;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the kernel image that EC2 calls
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/UserProvidedKernels.html">PV-GRUB</a>: a boot loader that
 * finds the kernel by the boot menu inside the root volume. It runs in the guest, so no process of the host ever reads a
 * guest's file system.
 */
public final class PvGrub {

    private static final String CONFIGURATION = "pv-grub.cfg";
    /** File systems and partitions of Linux's root volumes, and what the boot menus of distributions ask of GRUB. */
    private static final List<String> MODULES = List.of(
            "part_msdos", "part_gpt", "lvm", "ext2", "xfs", "btrfs", "configfile", "legacycfg", "linux", "linux16", "gzio",
            "search", "search_label", "search_fs_uuid", "search_fs_file", "serial", "terminal", "echo", "test", "true",
            "regexp", "loadenv", "minicmd", "sleep", "reboot", "halt", "ls", "cat");

    private final Images images;

    /** @param images where the kernel image is registered */
    public PvGrub(Images images) {
        this.images = images;
    }

    /**
     * Makes one and registers it; of the settings, name, description, architecture and tags count. Throws
     * UNSUPPORTED_OPERATION for arm64, IMAGE_NAME_DUPLICATE, and what {@link GrubKernel#make} throws.
     */
    public Image create(ImageSettings settings, Progress progress) {
        if (settings.architecture() == Architecture.ARM64) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION,
                    "PV-GRUB reads disks through the BIOS, which arm64 has not; arm64 images boot by UEFI.");
        }
        Path folder = temporary();
        try {
            Path file = folder.resolve("pv-grub");
            GrubKernel.make(file, configuration(), MODULES);
            return images.importBootImage(ImageType.KERNEL, settings, file, progress);
        } finally {
            DurableFiles.delete(folder);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("slipway-pv-grub");
        } catch (IOException e) {
            throw FileFailure.of(Path.of(System.getProperty("java.io.tmpdir")), "be written", e);
        }
    }

    private static String configuration() {
        try (InputStream text = PvGrub.class.getResourceAsStream(CONFIGURATION)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + CONFIGURATION + "' of Slipway cannot be read.", e);
        }
    }
}
