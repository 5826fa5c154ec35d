package dev.slipway.host.libvirt.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteRingTest {

    private final ByteRing ring = new ByteRing(5);

    @Test
    void bytesComeOutInOrderAcrossTheSeam() {
        add("abcd");
        assertEquals("ab", take(2));
        add("efg");
        assertEquals(0, ring.room());
        assertEquals("cdefg", take(9));
        assertTrue(ring.isEmpty());
        add("hij");
        assertEquals("hij", take(3));
    }

    @Test
    void nothingIsOverwritten() {
        add("abcd");
        assertThrows(IllegalArgumentException.class, () -> add("ef"));
        assertEquals("abcd", take(9));
    }

    private void add(String text) {
        ring.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), text.length());
    }

    private String take(int length) {
        byte[] target = new byte[length];
        return new String(target, 0, ring.take(target), StandardCharsets.US_ASCII);
    }
}
