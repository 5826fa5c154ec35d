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

    /** How many stars the pattern has that stand for any text; neighbours count once. */
    public static int stars(String pattern) {
        int stars = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' && (i == 0 || pattern.charAt(i - 1) != '*')) {
                stars++;
            }
        }
        return stars;
    }

    /** Whether a text fits a pattern. Takes at most as many steps as the two have characters, multiplied. */
    public static boolean fits(String pattern, String text) {
        int p = 0;
        int t = 0;
        // Where to go on after a star, should what follows it not fit: the star takes one character more.
        int afterStar = -1;
        int taken = 0;
        while (t < text.length()) {
            char c = p < pattern.length() ? pattern.charAt(p) : 0;
            int width = c == '\\' && p + 1 < pattern.length() ? 2 : 1;
            char wanted = width == 2 ? pattern.charAt(p + 1) : c;
            if (p < pattern.length() && width == 1 && c == '*') {
                afterStar = ++p;
                taken = t;
            } else if (p < pattern.length() && (width == 1 && c == '?' || wanted == text.charAt(t))) {
                // SQLite counts code points, so a question mark takes both halves of one.
                t += width == 1 && c == '?' ? Character.charCount(text.codePointAt(t)) : 1;
                p += width;
            } else if (afterStar >= 0) {
                p = afterStar;
                t = ++taken;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
