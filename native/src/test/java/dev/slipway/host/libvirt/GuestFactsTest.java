package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.capability.NodeInfo;
import dev.slipway.host.libvirt.console.Screenshot;
import dev.slipway.host.libvirt.network.AddressSource;
import dev.slipway.host.libvirt.network.GuestInterface;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is read out of libvirt's structures, from its test driver's made-up guest. */
@Timeout(30)
class GuestFactsTest {

    private final Hypervisor hypervisor = Hypervisor.connect("test:///default");
    private final GuestDomain domain = hypervisor.require("test");

    @AfterEach
    void disconnect() {
        domain.close();
        hypervisor.close();
    }

    @Test
    void metadataIsKeptByNamespace() {
        assertTrue(domain.metadata("https://slipway.dev/test").isEmpty());
        domain.setMetadata("slipway", "https://slipway.dev/test", "<instance id='i-1' name='grün'/>");
        assertEquals("<instance id='i-1' name='gr&#xFC;n'/>", domain.metadata("https://slipway.dev/test").orElseThrow().replace('"', '\''));
        domain.setMetadata("slipway", "https://slipway.dev/test", null);
        assertTrue(domain.metadata("https://slipway.dev/test").isEmpty());
    }

    @Test
    void aGuestIsSuspendedAndResumed() {
        domain.suspend();
        assertEquals(new DomainStatus(DomainState.PAUSED, StateReason.PAUSED_USER), domain.status());
        domain.resume();
        assertEquals(new DomainStatus(DomainState.RUNNING, StateReason.RUNNING_UNPAUSED), domain.status());
    }

    @Test
    void addressesOfAGuestAreRead() {
        try (GuestDomain guest = hypervisor.define("""
                <domain type='test'>
                  <name>addressed</name>
                  <memory unit='KiB'>32768</memory>
                  <os><type>hvm</type></os>
                  <devices>
                    <interface type='network'>
                      <mac address='52:54:00:11:22:33'/>
                      <source network='default'/>
                    </interface>
                  </devices>
                </domain>
                """)) {
            guest.start();
            List<GuestInterface> interfaces = guest.interfaces(AddressSource.LEASES);
            assertEquals(1, interfaces.size());
            assertEquals("52:54:00:11:22:33", interfaces.get(0).mac().orElseThrow());
            assertEquals(1, interfaces.get(0).addresses().size());
            assertTrue(interfaces.get(0).addresses().get(0).address().startsWith("192.168.122."), interfaces::toString);
            assertEquals(24, interfaces.get(0).addresses().get(0).prefix());
            assertFalse(interfaces.get(0).addresses().get(0).isIpv6());
            guest.destroy();
            guest.undefine();
        }
    }

    @Test
    void aNetworkThatIsNotThereIsNamed() {
        HostException thrown = assertThrows(HostException.class, () -> hypervisor.dhcpLeases("nonesuch"));
        assertTrue(thrown.getMessage().contains("'nonesuch'"), thrown::getMessage);
    }

    @Test
    void aScreenshotIsAPicture() {
        Screenshot screenshot = domain.screenshot();
        assertEquals("image/png", screenshot.mimeType());
        assertEquals((byte) 'P', screenshot.image()[1]);
        assertTrue(screenshot.image().length > 500, () -> "bytes: " + screenshot.image().length);
    }

    @Test
    void theHostIsDescribed() {
        NodeInfo node = hypervisor.host().node();
        assertTrue(node.cpus() > 0 && node.memoryBytes() > 1 << 20, node::toString);
        assertTrue(hypervisor.host().freeMemoryBytes() > 0);
        assertEquals("i686", hypervisor.host().capabilities().architecture());
    }

    @Test
    void aDriverWithoutAnAgentHasNone() {
        HostException thrown = assertThrows(HostException.class, () -> domain.agent().ping());
        assertEquals(HostError.HYPERVISOR_FAILED, thrown.kind());
    }
}
