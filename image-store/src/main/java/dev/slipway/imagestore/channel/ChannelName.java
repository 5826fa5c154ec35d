package dev.slipway.imagestore.channel;

import static dev.slipway.imagestore.errors.StoreError.CHANNEL_NAME_MALFORMED;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;

/**
 * A channel's name as it is written: {@code web:stable}. No name of an image has a colon, so the two are never confused.
 *
 * @param family what the images are versions of
 * @param channel which of the versions
 */
public record ChannelName(String family, String channel) {

    private static final int LENGTH = 64;

    /** Throws CHANNEL_NAME_MALFORMED. */
    public ChannelName {
        if (!isWord(family) || !isWord(channel)) {
            throw malformed(family + ':' + channel);
        }
    }

    /** Reads {@code family:channel}; throws CHANNEL_NAME_MALFORMED. */
    public static ChannelName parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw malformed(text);
        }
        return new ChannelName(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Whether the text is the name of a channel, well-formed or not, rather than that of an image. */
    public static boolean isChannelName(String text) {
        return text.indexOf(':') >= 0;
    }

    private static boolean isWord(String word) {
        boolean sound = !word.isEmpty() && word.length() <= LENGTH && isLetterOrDigit(word.charAt(0));
        for (int i = 1; sound && i < word.length(); i++) {
            char c = word.charAt(i);
            sound = isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
        }
        return sound;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static StoreException malformed(String text) {
        return new StoreException(CHANNEL_NAME_MALFORMED, "The channel name " + Quoted.of(text) + " is not valid.",
                "Write FAMILY:CHANNEL, such as web:stable: each 1 to 64 letters, digits, dots, dashes and underscores.");
    }

    @Override
    public String toString() {
        return family + ':' + channel;
    }
}
