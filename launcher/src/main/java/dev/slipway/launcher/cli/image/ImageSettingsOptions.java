package dev.slipway.launcher.cli.image;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.ImageDefaults;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImdsSupport;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.source.Recognised;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.Optional;

/** The options that say what a new machine image is, the same for an import and for a registration. */
abstract class ImageSettingsOptions extends Verb {

    private final Option<String> name = option("--name", "NAME", Values.TEXT, "Name of the image, 3 to 128 characters, "
            + "unique among your images. Required, unless what is imported brings one.");
    private final Option<String> description = option("--description", "TEXT", Values.TEXT,
            "Description, up to 255 characters.");
    private final Option<Architecture> architecture = option("--architecture", "ARCH", StoreValues.ARCHITECTURE,
            "Processor it is made for: x86_64 (default), i386 or arm64.");
    private final Option<VirtualizationType> virtualization = option("--virtualization-type", "TYPE",
            StoreValues.VIRTUALIZATION_TYPE,
            "hvm (default) boots from the disk; paravirtual boots a kernel image, with the disk as its root.");
    private final Option<BootMode> bootMode = option("--boot-mode", "MODE", StoreValues.BOOT_MODE,
            "Firmware of an hvm image: legacy-bios, uefi or uefi-preferred.");
    private final Option<String> kernel = option("--kernel", "KERNEL", Values.TEXT,
            "Kernel image of a paravirtual image: id or name.");
    private final Option<String> ramdisk = option("--ramdisk", "RAMDISK", Values.TEXT,
            "Ramdisk image of a paravirtual image: id or name.");
    private final Option<String> commandLine = option("--kernel-command-line", "LINE", Values.TEXT,
            "What a paravirtual image tells its kernel.");
    private final Option<ImdsSupport> imdsSupport = option("--imds-support", "VERSION", StoreValues.IMDS_SUPPORT,
            "Metadata service that its instances shall demand: v2.0 makes session tokens mandatory.");
    private final Option<String> platform = option("--platform", "PLATFORM", Values.TEXT,
            "windows, for an image of that; all others have no platform.");
    private final Option<ProductCode> productCodes = options("--product-codes,--product-code", "CODE", ProductCode::new,
            "A product its launches are charged as; may be given several times. Those of its snapshots come by themselves.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG,
            "A tag; may be given several times.");

    ImageSettingsOptions(String name, String summary) {
        super(name, summary);
    }

    final Optional<String> givenName() {
        return name.value();
    }

    final boolean isArchitectureAssumed(Recognised recognised) {
        return !architecture.given() && recognised.architecture().isEmpty();
    }

    /** The settings that were given; a kernel given by name is looked up. */
    final ImageSettings imageSettings(Images images) {
        return imageSettings(images, ImageDefaults.STANDARD);
    }

    /** The settings that were given, and these where none were. */
    final ImageSettings imageSettings(Images images, ImageDefaults standard) {
        return imageSettings(images, standard, Recognised.NOTHING);
    }

    /** As {@link #imageSettings(Images)}, and what was recognised where nothing was given. */
    final ImageSettings imageSettings(Images images, Recognised recognised) {
        return imageSettings(images, ImageDefaults.STANDARD, recognised);
    }

    private ImageSettings imageSettings(Images images, ImageDefaults standard, Recognised recognised) {
        VirtualizationType type = virtualization.or(standard.virtualizationType());
        ImageDefaults defaults = standard.booting(type);
        String called = name.value().or(recognised::name).orElseThrow(() -> new LauncherException(
                LauncherError.MISSING_PARAMETER, "The option --name is missing.", "Add --name NAME."));
        Architecture processor = architecture.value().or(recognised::architecture).orElse(defaults.architecture());
        return new ImageSettings(called, description.value(), processor, type,
                bootMode.value().or(() -> recognised.bootModeFor(processor, type)),
                bootImage(images, kernel).or(defaults::kernelId), bootImage(images, ramdisk).or(defaults::ramdiskId),
                commandLine.value().or(defaults::kernelCommandLine), tags.values())
                .withImdsSupport(imdsSupport.value()).withPlatform(platform.value().or(recognised::platform))
                .withProductCodes(productCodes.values());
    }

    private static Optional<ImageId> bootImage(Images images, Option<String> reference) {
        return reference.value().map(text -> ImageId.isImageId(text) ? new ImageId(text) : images.find(text).imageId());
    }
}
