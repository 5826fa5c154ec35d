package dev.slipway.launcher.instance.launch;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.BootImages;
import dev.slipway.launcher.instance.machine.FirmwareChoice;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.UefiFirmware;
import dev.slipway.launcher.instance.request.LaunchSpec;
import java.util.Optional;

/** Decides what instances start from. */
final class BootPlanner {

    private final BootImages bootImages;
    private final FirmwareChoice firmware;

    BootPlanner(ImageStore store, FirmwareChoice firmware) {
        this.bootImages = new BootImages(store);
        this.firmware = firmware;
    }

    /**
     * Throws INVALID_PARAMETER_COMBINATION, INVALID_PARAMETER_VALUE, MISSING_PARAMETER, FIRMWARE_MISSING, and what looking
     * images up throws.
     */
    BootSource plan(LaunchSpec spec, Image image) {
        if (image.virtualizationType() == VirtualizationType.HVM) {
            if (spec.kernelId().isPresent() || spec.ramdiskId().isPresent()) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The image '" + image.imageId()
                        + "' is hvm and boots its own kernel; a kernel or ramdisk goes with paravirtual images.");
            }
            return BootSource.disk(image.bootMode(), firmware(image, spec.secureBoot().orElse(false)));
        }
        if (spec.secureBoot().orElse(false)) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The image '" + image.imageId()
                    + "' is paravirtual: its kernel is loaded without a firmware, so there is no Secure Boot.");
        }
        Optional<ImageId> kernel = bootImage(spec.kernelId(), image.kernelId(), ImageType.KERNEL, image);
        Optional<ImageId> ramdisk = bootImage(spec.ramdiskId(), image.ramdiskId(), ImageType.RAMDISK, image);
        if (kernel.isEmpty()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER,
                    "The image '" + image.imageId() + "' is paravirtual and names no kernel.", "--kernel aki-...", null);
        }
        return BootSource.kernel(kernel.get(), ramdisk,
                spec.kernelCommandLine().or(image::kernelCommandLine).orElse(defaultCommandLine(image.architecture())));
    }

    /** The UEFI firmware an image boots by; nothing where it boots by BIOS. */
    private Optional<UefiFirmware> firmware(Image image, boolean secureBoot) {
        if (image.architecture() == Architecture.ARM64) {
            return Optional.of(firmware.require(image.architecture(), secureBoot));
        }
        BootMode mode = image.bootMode().orElse(BootMode.LEGACY_BIOS);
        return switch (mode) {
            case UEFI -> Optional.of(firmware.require(image.architecture(), secureBoot));
            // EC2 goes by what the instance type has; here it is the host.
            case UEFI_PREFERRED -> secureBoot ? Optional.of(firmware.require(image.architecture(), true))
                    : firmware.find(image.architecture(), false);
            case LEGACY_BIOS -> {
                if (secureBoot) {
                    throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The image '"
                            + image.imageId() + "' boots by legacy-bios; Secure Boot needs an image with the boot mode uefi"
                            + " or uefi-preferred.");
                }
                yield Optional.empty();
            }
        };
    }

    /** The root is the first disk; everything the kernel says goes to the serial line, as on EC2. */
    private static String defaultCommandLine(Architecture architecture) {
        return switch (architecture) {
            case I386, X86_64 -> "root=/dev/vda rw console=ttyS0";
            case ARM64 -> "root=/dev/vda rw console=ttyAMA0";
        };
    }

    private Optional<ImageId> bootImage(
            Optional<String> asked, Optional<ImageId> imagesOwn, ImageType type, Image image) {
        if (asked.isEmpty() && imagesOwn.isEmpty()) {
            return Optional.empty();
        }
        String whose = "image '" + image.imageId() + "'";
        return Optional.of(asked.isPresent() ? bootImages.own(asked.get(), type, image.architecture(), whose)
                : bootImages.named(imagesOwn.get(), type, image.architecture(), whose));
    }
}
