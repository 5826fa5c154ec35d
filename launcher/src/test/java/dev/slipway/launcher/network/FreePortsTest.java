package dev.slipway.launcher.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void theSameSaltFindsTheSamePortWhileItIsFree() {
        assertEquals(FreePorts.choose(Set.of(), -7), FreePorts.choose(Set.of(), -7));
    }

    @Test
    void aPortTakenByARecordIsPassedOver() {
        int first = FreePorts.choose(Set.of(), 42);
        assertNotEquals(first, FreePorts.choose(Set.of(first), 42));
    }

    @Test
    void aPortAProcessListensOnIsPassedOver() throws IOException {
        int port = FreePorts.choose(Set.of(), 43);
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertTrue(other.isBound());
            assertNotEquals(port, FreePorts.choose(Set.of(), 43));
            LauncherException e = assertThrows(LauncherException.class, () -> FreePorts.require(port, Set.of()));
            assertEquals("The port " + port + " of 127.0.0.1 is taken.", e.getMessage());
        }
        assertEquals(port, FreePorts.require(port, Set.of()));
    }

    @Test
    void whenAllAreTakenItSaysSo() {
        Set<Integer> all = new HashSet<>();
        for (int port = FreePorts.FIRST; port <= FreePorts.LAST; port++) {
            all.add(port);
        }
        LauncherException e = assertThrows(LauncherException.class, () -> FreePorts.choose(all, 0));
        assertEquals(LauncherError.PORT_UNAVAILABLE, e.code());
    }
}
