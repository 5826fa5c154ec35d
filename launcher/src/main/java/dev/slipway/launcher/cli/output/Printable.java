package dev.slipway.launcher.cli.output;

/** Makes text from elsewhere (names, tags, other programs' words) harmless on a terminal. */
public final class Printable {

    private Printable() {
    }

    /** The text on one line: line breaks and tabs become spaces, other control characters become visible. */
    public static String line(String text) {
        int at = 0;
        while (at < text.length() && !isUnsafe(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 8).append(text, 0, at);
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r' || c == '\t') {
                safe.append(' ');
            } else if (isUnsafe(c)) {
                safe.append("\\u").append(String.format("%04x", (int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    /** Control characters, and the marks that make a terminal show text in another order than it is in. */
    private static boolean isUnsafe(char c) {
        return c < ' ' || c >= 0x7f && c <= 0x9f || c == 0x2028 || c == 0x2029
                || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    /** How many columns of a terminal a text takes: none for combining marks, two for wide characters. */
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += width(c);
            i += Character.charCount(c);
        }
        return width;
    }

    /** The text cut to at most this many columns, its last one an ellipsis if anything was cut. */
    public static String clip(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder clipped = new StringBuilder();
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += width(c);
            if (width > columns - 1) {
                break;
            }
            clipped.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return clipped.append('…').toString();
    }

    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        // East Asian wide and full-width blocks, and the pictographs terminals draw two columns wide.
        boolean wide = c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6 || c >= 0x1f300 && c <= 0x1f64f || c >= 0x1f900 && c <= 0x1f9ff
                || c >= 0x20000 && c <= 0x3fffd;
        return wide ? 2 : 1;
    }
}
