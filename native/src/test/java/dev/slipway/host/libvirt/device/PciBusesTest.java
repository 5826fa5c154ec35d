package dev.slipway.host.libvirt.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a domain's XML says of its PCI buses. */
class PciBusesTest {

    @Test
    void rootPortsAreBusesAndWhatHasAnAddressTakesAPlace() {
        PciBuses buses = PciBuses.of("""
                <domain><devices>
                  <controller type='pci' index='0' model='pcie-root'/>
                  <controller type='pci' index='2' model='pcie-root-port'>
                    <address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x1'/>
                  </controller>
                  <controller type='pci' index='10' model='pcie-root-port'/>
                  <controller type='virtio-serial' index='0'>
                    <address type='pci' domain='0x0000' bus='0x00' slot='0x1a' function='0x0'/>
                  </controller>
                  <disk type='file'><address type='pci' domain='0x0000' bus='0x0a' slot='0x00' function='0x0'/></disk>
                  <disk type='file'><address type='drive' controller='0' bus='0' target='0' unit='0'/></disk>
                </devices></domain>""");
        assertEquals(Set.of(2, 10), buses.rootPorts());
        assertFalse(buses.hasSlots());
        assertEquals(Set.of(new PciPlace(0, 2), new PciPlace(0, 0x1a), new PciPlace(10, 0)), buses.taken());
    }

    @Test
    void theOlderPcHasSlots() {
        PciBuses buses = PciBuses.of("<domain><devices><controller type='pci' index='0' model='pci-root'/></devices></domain>");
        assertTrue(buses.hasSlots());
        assertEquals(Set.of(), buses.rootPorts());
    }

    @Test
    void aBusHas32Slots() {
        assertThrows(IllegalArgumentException.class, () -> new PciPlace(0, 32));
        assertThrows(IllegalArgumentException.class, () -> new PciPlace(-1, 0));
    }
}
