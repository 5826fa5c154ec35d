package dev.slipway.launcher.cli.image;

import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.region.Region;
import dev.slipway.imagestore.registry.ImageAncestry;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.ImageAncestryView;
import java.util.Optional;

/** {@code slipway image ancestry}, EC2's GetImageAncestry. */
final class ImageAncestryList extends Verb {

    private final Argument<String> reference = argument("IMAGE", Values.TEXT, "Id, name or channel of an image.");

    ImageAncestryList() {
        super("ancestry", "Show what an image was made of, and that of what, across regions.");
        example("slipway image ancestry web-copy", "The image first, then its source, as far back as is known.");
    }

    @Override
    public int run(Invocation invocation) {
        Image image = invocation.store().images().find(reference.required());
        ImageAncestry ancestry = new ImageAncestry(region -> imagesOf(invocation, region));
        invocation.output().print(ImageAncestryView.of(
                ancestry.of(image, invocation.settings().region()), invocation.settings().account()));
        return 0;
    }

    private static Optional<Images> imagesOf(Invocation invocation, String name) {
        for (Region region : invocation.services().regions().list()) {
            if (region.regionName().equals(name) && region.available()) {
                return Optional.of(invocation.services().inRegion(name).store().images());
            }
        }
        return Optional.empty();
    }
}
