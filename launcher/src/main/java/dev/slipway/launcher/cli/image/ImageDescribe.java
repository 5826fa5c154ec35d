package dev.slipway.launcher.cli.image;

import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.view.ImageAttributeView;
import dev.slipway.launcher.view.ImageView;
import java.util.List;

/** {@code slipway image describe}, EC2's DescribeImages for images that are named. */
final class ImageDescribe extends Verb {

    private final Argument<String> references = arguments("IMAGE", 1, Argument.ANY, Values.TEXT,
            "Id, name or channel of an image.");

    private final Option<String> attribute = option("--attribute", "ATTRIBUTE",
            Values.oneOf(ImageAttributeView.NAMES, name -> name),
            "One attribute of one of your images, by EC2's name: " + String.join(", ", ImageAttributeView.NAMES) + ".");

    ImageDescribe() {
        super("describe", "Show all there is to know of images.");
        example("slipway image describe debian-12 -o json", "One image, with its disks.");
        example("slipway image describe debian-12 --attribute launchPermission", "EC2's DescribeImageAttribute.");
    }

    @Override
    public int run(Invocation invocation) {
        if (attribute.given()) {
            return describeAttribute(invocation);
        }
        List<Image> images = invocation.store().images().find(references.values());
        invocation.output().print(ImageView.described(images, invocation.store().channels().leadingTo(images)));
        return 0;
    }

    private int describeAttribute(Invocation invocation) {
        if (references.values().size() > 1) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "An attribute is shown of one image.", null, null);
        }
        Images images = invocation.store().images();
        Image image = images.attributes(images.find(references.values().get(0)).imageId());
        invocation.output().print(ImageAttributeView.of(image, attribute.or("")));
        return 0;
    }
}
