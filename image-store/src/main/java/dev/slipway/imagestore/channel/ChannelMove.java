package dev.slipway.imagestore.channel;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.ImageId;
import java.time.Instant;

/**
 * One step in the history of a channel.
 *
 * @param imageId the image that became current
 * @param at when
 * @param back whether it was a return to the one before
 */
public record ChannelMove(ImageId imageId, Instant at, boolean back) {

    public ChannelMove {
        requireNonNull(imageId, "imageId");
        requireNonNull(at, "at");
    }
}
