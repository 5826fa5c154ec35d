package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.VirtualizationType;
import java.util.Optional;

/**
 * What an instance starts from.
 *
 * @param virtualizationType whether the firmware or Slipway finds the kernel
 * @param bootMode what the image asks for, which may leave a choice: EC2's BootMode
 * @param uefi the firmware, where it boots by UEFI; by BIOS or a kernel otherwise
 * @param kernelId the kernel image of a {@code paravirtual} instance
 * @param ramdiskId its ramdisk image
 * @param kernelCommandLine what its kernel is told
 */
public record BootSource(
        VirtualizationType virtualizationType,
        Optional<BootMode> bootMode,
        Optional<UefiFirmware> uefi,
        Optional<ImageId> kernelId,
        Optional<ImageId> ramdiskId,
        Optional<String> kernelCommandLine) {

    public BootSource {
        requireNonNull(virtualizationType, "virtualizationType");
        bootMode = bootMode == null ? Optional.empty() : bootMode;
        uefi = uefi == null ? Optional.empty() : uefi;
        kernelId = kernelId == null ? Optional.empty() : kernelId;
        ramdiskId = ramdiskId == null ? Optional.empty() : ramdiskId;
        kernelCommandLine = kernelCommandLine == null ? Optional.empty() : kernelCommandLine;
    }

    /** A disk that the firmware looks for something to boot on; by BIOS without {@code uefi}. */
    public static BootSource disk(Optional<BootMode> bootMode, Optional<UefiFirmware> uefi) {
        return new BootSource(VirtualizationType.HVM, bootMode, uefi, Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** A kernel that is loaded directly. */
    public static BootSource kernel(ImageId kernel, Optional<ImageId> ramdisk, String commandLine) {
        return new BootSource(VirtualizationType.PARAVIRTUAL, Optional.empty(), Optional.empty(), Optional.of(kernel),
                ramdisk, Optional.of(commandLine));
    }

    /** EC2's CurrentInstanceBootMode: {@code uefi} or {@code legacy-bios}. */
    public BootMode currentBootMode() {
        return uefi.isPresent() ? BootMode.UEFI : BootMode.LEGACY_BIOS;
    }
}
