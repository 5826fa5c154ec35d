package dev.slipway.launcher.parameter;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.ImageId;
import java.time.Instant;

/**
 * A name that leads to an image.
 *
 * @param version counts the images it has led to
 * @param modified when it began to lead to this one
 */
public record PublicParameter(String name, ImageId image, int version, Instant modified) {

    public PublicParameter {
        requireNonNull(name, "name");
        requireNonNull(image, "image");
        requireNonNull(modified, "modified");
    }
}
