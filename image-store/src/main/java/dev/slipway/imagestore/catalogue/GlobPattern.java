package dev.slipway.imagestore.catalogue;

/**
 * The patterns of EC2's filters: {@code *} is any text, {@code ?} is any one character, a backslash takes the meaning
 * from the character after it, letter case counts
 * (<a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html">filtering in EC2</a>).
 */
public final class GlobPattern {

    private GlobPattern() {
    }

    /** Whether the text is a pattern at all; without a special character it is a plain value. */
    public static boolean isPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?' || c == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The pattern that nothing but this text fits. */
    public static String literal(String text) {
        StringBuilder pattern = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?' || c == '\\') {
                pattern.append('\\');
            }
            pattern.append(c);
        }
        return pattern.toString();
    }

    /** The same pattern as SQLite's GLOB reads it, where brackets are special and a backslash is not. */
    public static String toSqlGlob(String pattern) {
        StringBuilder glob = new StringBuilder(pattern.length() + 8);
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean literal = c == '[';
            if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                c = pattern.charAt(i);
                literal = c == '*' || c == '?' || c == '[';
            }
            if (literal) {
                glob.append('[').append(c).append(']');
            } else {
                glob.append(c);
            }
        }
        return glob.toString();
    }
}
