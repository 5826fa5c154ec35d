package dev.slipway.launcher.cli.image;

import dev.slipway.imagestore.image.Image;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.cli.view.ImageView;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway image describe}, EC2's DescribeImages for images that are named. */
final class ImageDescribe extends Verb {

    private final Argument<String> references = arguments("IMAGE", 1, Argument.ANY, Values.TEXT,
            "Id, name or channel of an image.");

    ImageDescribe() {
        super("describe", "Show all there is to know of images.");
        example("slipway image describe debian-12 -o json", "One image, with its disks.");
    }

    @Override
    public int run(Invocation invocation) {
        List<Image> images = new ArrayList<>();
        for (String reference : references.values()) {
            images.add(invocation.store().images().find(reference));
        }
        invocation.output().print(ImageView.list(images, invocation.store().channels().leadingTo(images)));
        return 0;
    }
}
