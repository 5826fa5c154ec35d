package dev.slipway.launcher.ec2.protocol;

import java.util.Arrays;

/**
 * Writes elements and texts as UTF-8, and nothing else: answers have no attributes but the namespace of their root. A list of a
 * thousand images has more than a megabyte, and the JDK's general writer spent three quarters of a request on it.
 */
final class XmlWriter {

    private static final int FIRST_SIZE = 8 << 10;
    private static final int LONGEST_OF_A_CHARACTER = 6;
    private static final int ASCII = 0x80;
    private static final int TWO_BYTES = 0x800;
    private static final int THREE_BYTES = 0x10000;
    private static final String[] ESCAPED = new String[ASCII];

    static {
        ESCAPED['<'] = "&lt;";
        ESCAPED['>'] = "&gt;";
        ESCAPED['&'] = "&amp;";
        // As it is, a parser would read it as the end of a line.
        ESCAPED['\r'] = "&#13;";
    }

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;

    private XmlWriter() {
    }

    static XmlWriter ofDocument() {
        XmlWriter writer = new XmlWriter();
        writer.ascii("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        return writer;
    }

    /** What is to become a part of a document, by {@link #raw}. */
    static XmlWriter ofPart() {
        return new XmlWriter();
    }

    /** What another writer wrote. */
    void raw(byte[] part) {
        ensure(part.length);
        System.arraycopy(part, 0, bytes, length, part.length);
        length += part.length;
    }

    /** Begins an element; what is returned names it to {@link #end}. */
    int start(String name) {
        return start(name, false, "");
    }

    /** The same, of a name whose first letter becomes a small one, and that has something behind it. */
    int start(String name, boolean small, String suffix) {
        int element = open(name, small, suffix);
        bytes[length++] = '>';
        return element;
    }

    /** Begins the root. */
    int root(String name, String namespace) {
        int element = open(name, false, "");
        ascii(" xmlns=\"" + namespace + "\">");
        return element;
    }

    private int open(String name, boolean small, String suffix) {
        ensure(name.length() + suffix.length() + 2);
        bytes[length++] = '<';
        int element = length;
        bytes[length++] = (byte) (small ? Character.toLowerCase(name.charAt(0)) : name.charAt(0));
        for (int i = 1; i < name.length(); i++) {
            bytes[length++] = (byte) name.charAt(i);
        }
        for (int i = 0; i < suffix.length(); i++) {
            bytes[length++] = (byte) suffix.charAt(i);
        }
        return element;
    }

    /** Ends an element, whose name is read where it was begun. */
    void end(int element) {
        int end = element;
        while (bytes[end] != '>' && bytes[end] != ' ') {
            end++;
        }
        int size = end - element;
        ensure(size + 3);
        bytes[length++] = '<';
        bytes[length++] = '/';
        System.arraycopy(bytes, element, bytes, length, size);
        length += size;
        bytes[length++] = '>';
    }

    /** A text, with a replacement for each character that no XML can carry. */
    void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            // Room for what the rest needs at least; longer characters ask for more when they come.
            if (length + LONGEST_OF_A_CHARACTER > bytes.length) {
                ensure(text.length() - i + LONGEST_OF_A_CHARACTER);
            }
            char c = text.charAt(i);
            if (c >= ' ' && c < ASCII && ESCAPED[c] == null) {
                bytes[length++] = (byte) c;
            } else if (c < ASCII && ESCAPED[c] != null) {
                ascii(ESCAPED[c]);
            } else {
                int point = text.codePointAt(i);
                i += Character.charCount(point) - 1;
                utf8(XmlText.safe(point));
            }
        }
    }

    private void utf8(int c) {
        if (c < ASCII) {
            bytes[length++] = (byte) c;
        } else if (c < TWO_BYTES) {
            bytes[length++] = (byte) (0xC0 | c >> 6);
            bytes[length++] = (byte) (0x80 | c & 0x3F);
        } else if (c < THREE_BYTES) {
            bytes[length++] = (byte) (0xE0 | c >> 12);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
            bytes[length++] = (byte) (0x80 | c & 0x3F);
        } else {
            bytes[length++] = (byte) (0xF0 | c >> 18);
            bytes[length++] = (byte) (0x80 | c >> 12 & 0x3F);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
            bytes[length++] = (byte) (0x80 | c & 0x3F);
        }
    }

    private void ascii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    /** All that was written. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }
}
