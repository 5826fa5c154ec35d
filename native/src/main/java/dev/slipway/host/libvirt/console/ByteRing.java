package dev.slipway.host.libvirt.console;

import java.nio.ByteBuffer;

/** Bytes in the order they came, as many as there is room for. Not safe for several threads. */
final class ByteRing {

    private final byte[] bytes;
    private int first;
    private int count;

    ByteRing(int capacity) {
        bytes = new byte[capacity];
    }

    int room() {
        return bytes.length - count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Adds that many bytes from the start of a buffer; there must be room. */
    void add(ByteBuffer source, int length) {
        if (length > room()) {
            throw new IllegalArgumentException("no room for " + length + " bytes");
        }
        int end = (first + count) % bytes.length;
        int straight = Math.min(length, bytes.length - end);
        source.get(0, bytes, end, straight);
        source.get(straight, bytes, 0, length - straight);
        count += length;
    }

    /** Moves as many bytes as there are, or as fit, to the start of the target. */
    int take(byte[] target) {
        int length = Math.min(target.length, count);
        int straight = Math.min(length, bytes.length - first);
        System.arraycopy(bytes, first, target, 0, straight);
        System.arraycopy(bytes, 0, target, straight, length - straight);
        first = (first + length) % bytes.length;
        count -= length;
        return length;
    }
}
