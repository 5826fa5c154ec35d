package dev.slipway.launcher.ec2.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes elements and texts as UTF-8, and nothing else: answers have no attributes but the namespace of their root. A list of a
 * thousand images has more than a megabyte, and the JDK's general writer spent three quarters of a request on it.
 */
final class XmlWriter {

    private static final int FIRST_SIZE = 4 << 10;
    private static final int LATER_SIZE = 64 << 10;
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

    private final List<ByteBuffer> full = new ArrayList<>();
    /** The names of the elements that are open, one behind the other. */
    private byte[] open = new byte[FIRST_SIZE / 8];
    private int opened;
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
        for (int from = 0; from < part.length; ) {
            ensure(1);
            int size = Math.min(part.length - from, bytes.length - length);
            System.arraycopy(part, from, bytes, length, size);
            length += size;
            from += size;
        }
    }

    /** Begins an element; what is returned names it to {@link #end}. */
    int start(String name) {
        return start(name, false, "");
    }

    /** The same, of a name whose first letter becomes a small one, and that has something behind it. */
    int start(String name, boolean small, String suffix) {
        int element = open(name, small, suffix);
        ensure(1);
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
        int element = opened;
        if (opened + name.length() + suffix.length() > open.length) {
            open = Arrays.copyOf(open, open.length * 2 + name.length() + suffix.length());
        }
        open[opened++] = (byte) (small ? Character.toLowerCase(name.charAt(0)) : name.charAt(0));
        for (int i = 1; i < name.length(); i++) {
            open[opened++] = (byte) name.charAt(i);
        }
        for (int i = 0; i < suffix.length(); i++) {
            open[opened++] = (byte) suffix.charAt(i);
        }
        ensure(opened - element + 1);
        bytes[length++] = '<';
        name(element);
        return element;
    }

    /** Ends the element that was begun last of those that are open. */
    void end(int element) {
        ensure(opened - element + 3);
        bytes[length++] = '<';
        bytes[length++] = '/';
        name(element);
        bytes[length++] = '>';
        opened = element;
    }

    private void name(int element) {
        System.arraycopy(open, element, bytes, length, opened - element);
        length += opened - element;
    }

    /** A text, with a replacement for each character that no XML can carry. */
    void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            ensure(LONGEST_OF_A_CHARACTER);
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

    /** Room for so many bytes in one piece. */
    private void ensure(int more) {
        if (length + more > bytes.length) {
            seal();
            bytes = new byte[Math.max(more, full.size() > 1 ? LATER_SIZE : FIRST_SIZE)];
        }
    }

    private void seal() {
        if (length > 0) {
            full.add(ByteBuffer.wrap(bytes, 0, length));
            length = 0;
        }
    }

    /** All that was written; nothing more is. */
    Body body() {
        seal();
        bytes = new byte[0];
        return new Body(full);
    }
}
