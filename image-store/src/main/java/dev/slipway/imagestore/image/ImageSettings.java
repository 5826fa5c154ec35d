package dev.slipway.imagestore.image;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_COMBINATION;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_MISSING;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.tag.Tag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a new image is, beside its disks. Where EC2 still defaults to {@code i386} and {@code paravirtual}, from the
 * days before anything else existed, this defaults to {@code x86_64} and {@code hvm}.
 *
 * @param name by EC2's rule for names
 * @param description free text, up to 255 characters
 * @param architecture the processor it is made for
 * @param virtualizationType how it boots
 * @param bootMode with which firmware, for an hvm image
 * @param kernelId the kernel image a paravirtual image boots
 * @param ramdiskId the ramdisk image it boots with
 * @param kernelCommandLine what it tells its kernel
 * @param tags its tags
 * @param imdsSupport the metadata service its instances shall demand
 * @param platform {@code windows}, or empty
 * @param productCodes what a launch of it is charged as, beside what its snapshots are charged as
 */
public record ImageSettings(
        String name,
        Optional<String> description,
        Architecture architecture,
        VirtualizationType virtualizationType,
        Optional<BootMode> bootMode,
        Optional<ImageId> kernelId,
        Optional<ImageId> ramdiskId,
        Optional<String> kernelCommandLine,
        List<Tag> tags,
        Optional<ImdsSupport> imdsSupport,
        Optional<String> platform,
        List<ProductCode> productCodes) {

    /** The one platform that EC2 has a word for. */
    public static final String WINDOWS = "windows";

    private static final int DESCRIPTION_LENGTH = 255;
    /** What the smallest of the architectures' kernels accept. */
    private static final int COMMAND_LINE_LENGTH = 2047;

    /** Throws IMAGE_NAME_MALFORMED, PARAMETER_VALUE, PARAMETER_MISSING, PARAMETER_COMBINATION. */
    public ImageSettings {
        requireNonNull(architecture, "architecture");
        requireNonNull(imdsSupport, "imdsSupport");
        ImageName.check(name);
        tags = Tag.checked(tags);
        productCodes = List.copyOf(new LinkedHashSet<>(productCodes));
        if (platform.isPresent() && !platform.get().equals(WINDOWS)) {
            throw new StoreException(PARAMETER_VALUE, "The platform " + Quoted.of(platform.get()) + " is not "
                    + WINDOWS + "; any other has no name.");
        }
        checkDescription(description);
        switch (virtualizationType) {
            case HVM -> checkHvm(name, architecture, bootMode, kernelId, ramdiskId, kernelCommandLine);
            case PARAVIRTUAL -> checkParavirtual(name, bootMode, kernelId, kernelCommandLine);
        }
    }

    /** What most images are told of. */
    public ImageSettings(
            String name, Optional<String> description, Architecture architecture, VirtualizationType virtualizationType,
            Optional<BootMode> bootMode, Optional<ImageId> kernelId, Optional<ImageId> ramdiskId,
            Optional<String> kernelCommandLine, List<Tag> tags) {
        this(name, description, architecture, virtualizationType, bootMode, kernelId, ramdiskId, kernelCommandLine, tags,
                Optional.empty(), Optional.empty(), List.of());
    }

    /** Throws PARAMETER_VALUE for a description that is longer than EC2 takes. */
    public static void checkDescription(Optional<String> description) {
        if (description.isPresent() && description.get().length() > DESCRIPTION_LENGTH) {
            throw new StoreException(PARAMETER_VALUE,
                    "The description has more than " + DESCRIPTION_LENGTH + " characters.");
        }
    }

    /** The same, whose instances demand this metadata service. */
    public ImageSettings withImdsSupport(Optional<ImdsSupport> value) {
        return new ImageSettings(name, description, architecture, virtualizationType, bootMode, kernelId, ramdiskId,
                kernelCommandLine, tags, value, platform, productCodes);
    }

    /** The same, of this platform. */
    public ImageSettings withPlatform(Optional<String> value) {
        return new ImageSettings(name, description, architecture, virtualizationType, bootMode, kernelId, ramdiskId,
                kernelCommandLine, tags, imdsSupport, value, productCodes);
    }

    /** The same, charged as these products. */
    public ImageSettings withProductCodes(List<ProductCode> value) {
        return new ImageSettings(name, description, architecture, virtualizationType, bootMode, kernelId, ramdiskId,
                kernelCommandLine, tags, imdsSupport, platform, value);
    }

    /** An hvm image for x86_64 with nothing but a name. */
    public static ImageSettings named(String name) {
        return named(name, Architecture.X86_64);
    }

    /** An hvm image with nothing but a name. */
    public static ImageSettings named(String name, Architecture architecture) {
        return new ImageSettings(name, Optional.empty(), architecture, VirtualizationType.HVM, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private static void checkHvm(
            String name, Architecture architecture, Optional<BootMode> bootMode, Optional<ImageId> kernelId,
            Optional<ImageId> ramdiskId, Optional<String> kernelCommandLine) {
        if (kernelId.isPresent() || ramdiskId.isPresent() || kernelCommandLine.isPresent()) {
            throw new StoreException(PARAMETER_COMBINATION, "The hvm image '" + name
                    + "' boots from its disk; it takes no kernel, ramdisk or kernel command line.",
                    "Register it with virtualization type paravirtual.");
        }
        if (architecture == Architecture.ARM64 && bootMode.isPresent() && bootMode.get() == BootMode.LEGACY_BIOS) {
            throw new StoreException(PARAMETER_COMBINATION,
                    "The image '" + name + "' is for arm64, which has no legacy BIOS.");
        }
    }

    private static void checkParavirtual(
            String name, Optional<BootMode> bootMode, Optional<ImageId> kernelId, Optional<String> kernelCommandLine) {
        if (kernelId.isEmpty()) {
            throw new StoreException(PARAMETER_MISSING, "The paravirtual image '" + name + "' needs a kernel image.",
                    "Import one with: slipway kernel import FILE");
        }
        if (bootMode.isPresent()) {
            throw new StoreException(PARAMETER_COMBINATION,
                    "The paravirtual image '" + name + "' boots without firmware; it takes no boot mode.");
        }
        if (kernelCommandLine.isPresent() && (kernelCommandLine.get().length() > COMMAND_LINE_LENGTH
                || kernelCommandLine.get().chars().anyMatch(Character::isISOControl))) {
            throw new StoreException(PARAMETER_VALUE, "The kernel command line of '" + name
                    + "' must be one line of at most " + COMMAND_LINE_LENGTH + " characters.");
        }
    }
}
