package dev.slipway.imagestore.channel;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ChannelId;
import dev.slipway.imagestore.id.ImageId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A name that leads to one image of a family at a time. Slipway's own; EC2 users keep such names in the parameter store.
 *
 * @param channelId names its record beside the catalogue
 * @param ownerId whose it is
 * @param name what it is called; unique among those of its owner
 * @param imageId the current image
 * @param history how it came to be, oldest first, the last {@link #HISTORY} steps of it
 */
public record Channel(ChannelId channelId, AccountId ownerId, ChannelName name, ImageId imageId, List<ChannelMove> history) {

    /** How many steps of its history a channel keeps. */
    public static final int HISTORY = 100;

    /** Channels of all accounts. */
    public static final Table<Channel> TABLE =
            Table.of("channels", Channel.class, 1, channel -> channel.channelId().value())
                    .text("owner", Channel::ownerId)
                    .text("name", Channel::name)
                    .text("image", Channel::imageId)
                    .unique("owner", "name");

    public Channel {
        requireNonNull(channelId, "channelId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(name, "name");
        requireNonNull(imageId, "imageId");
        history = history.size() > HISTORY
                ? List.copyOf(history.subList(history.size() - HISTORY, history.size())) : List.copyOf(history);
    }

    /** A new channel that leads to an image. */
    public static Channel leadingTo(ChannelId id, AccountId owner, ChannelName name, ImageId image, Instant now) {
        return new Channel(id, owner, name, image, List.of(new ChannelMove(image, now, false)));
    }

    /** The same channel, moved on to an image. */
    public Channel movedTo(ImageId image, Instant now) {
        return with(new ChannelMove(image, now, false));
    }

    /** The same channel, returned to the image before; there has to be one. */
    public Channel movedBack(Instant now) {
        return with(new ChannelMove(previous().orElseThrow(), now, true));
    }

    /**
     * The image that was current before the current one; returns are taken off together with what they returned from, so
     * that going back twice leads two versions back.
     */
    public Optional<ImageId> previous() {
        Deque<ImageId> versions = new ArrayDeque<>();
        for (ChannelMove move : history) {
            if (move.back()) {
                versions.poll();
            }
            if (!move.imageId().equals(versions.peek())) {
                versions.push(move.imageId());
            }
        }
        versions.poll();
        return Optional.ofNullable(versions.peek());
    }

    private Channel with(ChannelMove move) {
        List<ChannelMove> moves = new ArrayList<>(history);
        moves.add(move);
        return new Channel(channelId, ownerId, name, move.imageId(), moves);
    }
}
