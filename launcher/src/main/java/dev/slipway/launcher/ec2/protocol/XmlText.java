package dev.slipway.launcher.ec2.protocol;

/** Characters that XML can carry. */
final class XmlText {

    private static final int REPLACEMENT = 0xFFFD;
    private static final int LAST_BEFORE_SURROGATES = 0xD7FF;
    private static final int FIRST_AFTER_SURROGATES = 0xE000;
    private static final int LAST_OF_PLANE = 0xFFFD;

    private XmlText() {
    }

    /** The character, or a replacement for one that no XML 1.0 may have in it in any form: control characters above all. */
    static int safe(int c) {
        return allowed(c) ? c : REPLACEMENT;
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c <= LAST_BEFORE_SURROGATES
                || c >= FIRST_AFTER_SURROGATES && c <= LAST_OF_PLANE || c > Character.MAX_VALUE;
    }
}
