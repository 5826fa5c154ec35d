package dev.slipway.launcher.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MacAddressTest {

    @Test
    void itIsLocalAndEndsAsTheInstanceIdDoes() {
        assertEquals("02:78:9a:bc:de:f0", MacAddress.ofInstance("i-0123456789abcdef0"));
    }
}
