package dev.slipway.imagestore.care;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.image.Image;
import java.util.List;

/**
 * What a verification found out about an image.
 *
 * @param image the image
 * @param parts the layers of its snapshots with all that they build on, its kernel or ramdisk, its bundle
 */
public record VerifiedImage(Image image, List<VerifiedPart> parts) {

    public VerifiedImage {
        requireNonNull(image, "image");
        parts = List.copyOf(parts);
    }

    /** Whether nothing is wrong with it. */
    public boolean isSound() {
        return parts.stream().allMatch(VerifiedPart::isSound);
    }
}
