package dev.slipway.launcher.seed;

/** Text as a double-quoted YAML scalar, the one form that can hold any text on one line. */
final class YamlText {

    private YamlText() {
    }

    /** The text between quotes; whatever is not plain ASCII, or means something there, is escaped. */
    static String quoted(String text) {
        StringBuilder yaml = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '"' -> yaml.append("\\\"");
                case '\\' -> yaml.append("\\\\");
                case '\n' -> yaml.append("\\n");
                case '\r' -> yaml.append("\\r");
                case '\t' -> yaml.append("\\t");
                default -> {
                    if (c >= ' ' && c < 0x7F) {
                        yaml.append((char) c);
                    } else if (c <= 0xFFFF) {
                        yaml.append(String.format("\\u%04x", c));
                    } else {
                        yaml.append(String.format("\\U%08x", c));
                    }
                }
            }
        }
        return yaml.append('"').toString();
    }
}
