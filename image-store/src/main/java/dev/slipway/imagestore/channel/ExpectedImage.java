package dev.slipway.imagestore.channel;

import dev.slipway.imagestore.id.ImageId;
import java.util.Optional;

/**
 * What a channel has to lead to for a promotion to go ahead, so that two who promote at once do not undo each other.
 *
 * @param matters whether it is looked at
 * @param image the image the channel has to lead to; empty: there must not be such a channel yet
 */
public record ExpectedImage(boolean matters, Optional<ImageId> image) {

    /** Whatever the channel leads to. */
    public static final ExpectedImage ANY = new ExpectedImage(false, Optional.empty());
    /** There is no such channel yet. */
    public static final ExpectedImage NONE = new ExpectedImage(true, Optional.empty());

    /** The channel leads to this image. */
    public static ExpectedImage of(ImageId image) {
        return new ExpectedImage(true, Optional.of(image));
    }

    boolean fits(Optional<ImageId> current) {
        return !matters || image.equals(current);
    }
}
