package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The host within the host is one: it has its own libvirt and network, bears a restart and a power cut, and leaves nothing. */
class NetworkLabIT {

    @Test
    void itHasANetworkOfItsOwnAndForgetsWhatARealHostForgets() {
        Path home;
        try (NetworkLab host = NetworkLab.start()) {
            home = host.lab().slipway().home();
            assertTrue(host.run("ip", "-o", "link").contains("virbr0"));
            assertEquals("", host.virsh("list", "--all").strip(), "it does not see the machine's own domains");
            host.restartDaemon();
            assertTrue(host.virsh("net-list").contains(NetworkLab.NETWORK));
            host.reboot();
            assertTrue(host.virsh("net-list").contains(NetworkLab.NETWORK), "it starts with the host");
            assertTrue(host.lab().slipway().run("instance", "list").succeeded().json().path("Reservations").isEmpty());
        }
        assertFalse(Files.exists(home));
    }
}
