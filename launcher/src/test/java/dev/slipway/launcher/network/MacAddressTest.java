package dev.slipway.launcher.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MacAddressTest {

    @Test
    void itIsLocalAndEndsAsTheInstanceIdDoes() {
        assertEquals("02:78:9a:bc:de:f0", MacAddress.of("i-0123456789abcdef0", 0));
    }

    @Test
    void everyCardHasItsOwn() {
        assertEquals("06:78:9a:bc:de:f0", MacAddress.of("i-0123456789abcdef0", 1));
        assertEquals("12:78:9a:bc:de:f0", MacAddress.of("i-0123456789abcdef0", 4));
    }
}
