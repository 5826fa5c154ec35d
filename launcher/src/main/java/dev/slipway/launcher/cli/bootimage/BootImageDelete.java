package dev.slipway.launcher.cli.bootimage;

import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.lifecycle.Deregistered;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;

/** {@code slipway kernel delete} and {@code slipway ramdisk delete}. */
final class BootImageDelete extends Verb {

    private final ImageType type;
    private final Argument<String> reference = argument("IMAGE", Values.TEXT, "Id or name of one of your images.");

    BootImageDelete(ImageType type) {
        super("delete", "Delete a " + type.word() + " image.");
        this.type = type;
        example("slipway " + type.word() + " delete tiny-" + type.word(), "By its name.");
    }

    @Override
    public int run(Invocation invocation) {
        Images images = invocation.store().images();
        Image image = images.find(reference.required());
        if (image.imageType() != type) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The image '" + reference.required()
                    + "' is a " + image.imageType() + " image, not a " + type + " image.");
        }
        Deregistered done = invocation.store().deregistration().run(List.of(image.imageId()), false);
        done.orphaned().forEach(id -> invocation.note("warning: the image '" + id + "' names '" + image.imageId()
                + "' and cannot be launched without it."));
        return 0;
    }
}
