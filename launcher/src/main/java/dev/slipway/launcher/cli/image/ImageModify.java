package dev.slipway.launcher.cli.image;

import dev.slipway.imagestore.image.ImdsSupport;
import dev.slipway.imagestore.registry.ImageModification;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** {@code slipway image modify}, EC2's ModifyImageAttribute; permissions have {@code image share}. */
final class ImageModify extends Verb {

    private final Argument<String> reference = argument("IMAGE", Values.TEXT,
            "Id, name or channel of one of your images.");
    private final Option<String> description = option("--description", "TEXT", Values.TEXT,
            "Its new description, up to 255 characters.");
    private final Option<ImdsSupport> imdsSupport = option("--imds-support", "VERSION", StoreValues.IMDS_SUPPORT,
            "v2.0 makes session tokens mandatory for its new instances; that cannot be taken back.");

    ImageModify() {
        super("modify", "Change the description of an image, or what its instances demand.");
        example("slipway image modify web --description 'Debian 12 with nginx'", "What lists show of it.");
        example("slipway image modify web --imds-support v2.0", "For the instances that are launched from now on.");
    }

    @Override
    public int run(Invocation invocation) {
        if (!description.given() && !imdsSupport.given()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER, "Nothing is to be changed.",
                    "Give --description or --imds-support.");
        }
        Images images = invocation.store().images();
        images.modify(images.find(reference.required()).imageId(),
                new ImageModification(description.value(), imdsSupport.value()));
        return 0;
    }
}
