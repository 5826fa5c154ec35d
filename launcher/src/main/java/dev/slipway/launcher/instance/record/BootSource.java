package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.VirtualizationType;
import java.util.Optional;

/**
 * What an instance starts from.
 *
 * @param virtualizationType whether the firmware or Slipway finds the kernel
 * @param kernelId the kernel image of a {@code paravirtual} instance
 * @param ramdiskId its ramdisk image
 * @param kernelCommandLine what its kernel is told
 */
public record BootSource(
        VirtualizationType virtualizationType,
        Optional<ImageId> kernelId,
        Optional<ImageId> ramdiskId,
        Optional<String> kernelCommandLine) {

    public BootSource {
        requireNonNull(virtualizationType, "virtualizationType");
        kernelId = kernelId == null ? Optional.empty() : kernelId;
        ramdiskId = ramdiskId == null ? Optional.empty() : ramdiskId;
        kernelCommandLine = kernelCommandLine == null ? Optional.empty() : kernelCommandLine;
    }
}
