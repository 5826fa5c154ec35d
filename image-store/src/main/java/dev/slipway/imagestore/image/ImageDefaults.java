package dev.slipway.imagestore.image;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.id.ImageId;
import java.util.Optional;

/**
 * What a new image is where its registration does not say: for most {@link #STANDARD}, for one that is registered from a
 * bundle what the bundle's manifest says.
 *
 * @param architecture the processor it is made for
 * @param kernelId the kernel image it boots; with one, it is paravirtual
 * @param ramdiskId the ramdisk image it boots with
 * @param kernelCommandLine what it tells its kernel
 */
public record ImageDefaults(
        Architecture architecture, Optional<ImageId> kernelId, Optional<ImageId> ramdiskId,
        Optional<String> kernelCommandLine) {

    /** Boots its own disk on the processor that nearly all have. */
    public static final ImageDefaults STANDARD =
            new ImageDefaults(Architecture.X86_64, Optional.empty(), Optional.empty(), Optional.empty());

    public ImageDefaults {
        requireNonNull(architecture, "architecture");
        requireNonNull(kernelId, "kernelId");
        requireNonNull(ramdiskId, "ramdiskId");
        requireNonNull(kernelCommandLine, "kernelCommandLine");
    }

    /** How it boots. */
    public VirtualizationType virtualizationType() {
        return kernelId.isPresent() ? VirtualizationType.PARAVIRTUAL : VirtualizationType.HVM;
    }

    /** The same for an image whose registration says how it boots: what boots its own disk has no kernel. */
    public ImageDefaults booting(VirtualizationType type) {
        return switch (type) {
            case PARAVIRTUAL -> this;
            case HVM -> new ImageDefaults(architecture, Optional.empty(), Optional.empty(), Optional.empty());
        };
    }
}
