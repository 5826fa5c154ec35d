package dev.slipway.imagestore.id;

import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;

/** The id of a channel, which names its record on disk: {@code chan-0123456789abcdef0}. */
public record ChannelId(String value) implements ResourceId {

    private static final IdRule RULE = new IdRule("chan");

    public ChannelId {
        RULE.check(value, sentence -> new StoreException(StoreError.CHANNEL_NAME_MALFORMED, sentence));
    }

    /** Whether the text is an id of a channel. */
    public static boolean isChannelId(String text) {
        return RULE.allows(text);
    }

    /** A new id. */
    public static ChannelId next() {
        return new ChannelId(RULE.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
