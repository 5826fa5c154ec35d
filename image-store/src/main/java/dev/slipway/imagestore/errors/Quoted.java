package dev.slipway.imagestore.errors;

/** Text of a user's as it may stand in an error: on one line, and not longer than is of use. */
public final class Quoted {

    private static final int LENGTH = 128;

    private Quoted() {
    }

    /** The text between single quotes, cut to a length of use, with every control character replaced. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().limit(LENGTH).forEach(c -> quoted.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        if (text.codePointCount(0, text.length()) > LENGTH) {
            quoted.append("...");
        }
        return quoted.append('\'').toString();
    }
}
