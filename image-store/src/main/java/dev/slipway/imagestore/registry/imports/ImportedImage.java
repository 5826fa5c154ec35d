package dev.slipway.imagestore.registry.imports;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.source.Recognised;

/**
 * What an import made.
 *
 * @param image the image
 * @param recognised what its source says, whether it was needed or not
 */
public record ImportedImage(Image image, Recognised recognised) {

    public ImportedImage {
        requireNonNull(image, "image");
        requireNonNull(recognised, "recognised");
    }
}
