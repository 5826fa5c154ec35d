package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests that share a host within the host with both kinds of tiny guest, and each leave nothing in it, nor in its libvirt. */
abstract class NetworkGuestLab {

    static NetworkLab host;
    static Lab lab;

    @BeforeAll
    static void switchOn() {
        host = NetworkLab.start();
        lab = host.lab();
        lab.importTinyGuests();
    }

    @AfterAll
    static void switchOff() {
        host.close();
    }

    @AfterEach
    void nothingIsLeft() {
        lab.assertNothingLeft();
        assertEquals("", filters(), "no network filter is left");
        assertFalse(host.virsh("net-dumpxml", NetworkLab.NETWORK).contains("<host "), "no address is left reserved");
    }

    /** Slipway's filters in the host's libvirt, as virsh lists them. */
    static String filters() {
        return host.virsh("nwfilter-list").lines().filter(line -> line.contains("slipway")).reduce("", String::concat);
    }
}
