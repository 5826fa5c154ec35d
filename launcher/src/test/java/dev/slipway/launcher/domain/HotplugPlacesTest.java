package dev.slipway.launcher.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.host.libvirt.device.PciBuses;
import dev.slipway.host.libvirt.device.PciPlace;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where a disk goes that a running guest is given. */
class HotplugPlacesTest {

    @Test
    void theNextPortBehindThoseThatAreTakenIsFirstChoice() {
        assertEquals(port(1), free());
        assertEquals(port(3), free(2));
        assertEquals(port(4), free(1, 3));
        // What was given up before the last one is taken again when nothing else is left.
        assertEquals(port(2), free(1, 3, 4));
        assertEquals(Optional.empty(), free(1, 2, 3, 4));
    }

    @Test
    void aMachineThatStartedWithoutPortsHasNoPlace() {
        assertEquals(Optional.empty(), HotplugPlaces.free(new PciBuses(Set.of(), false, Set.of())));
    }

    @Test
    void theSlotsOfTheOlderPcAreFoundBeyondThoseThatLibvirtMayNotKnowOf() {
        assertEquals(slot(7), slots());
        assertEquals(slot(7), slots(3, 4));
        assertEquals(slot(10), slots(7, 9));
        assertEquals(slot(8), slots(7, 0x1c));
        Set<PciPlace> all = IntStream.rangeClosed(7, 0x1c).mapToObj(slot -> new PciPlace(0, slot)).collect(Collectors.toSet());
        assertEquals(Optional.empty(), HotplugPlaces.free(new PciBuses(Set.of(), true, all)));
    }

    private static Optional<PciPlace> free(Integer... taken) {
        return HotplugPlaces.free(new PciBuses(Set.of(1, 2, 3, 4), false, Set.of(taken).stream()
                .map(bus -> new PciPlace(bus, 0)).collect(Collectors.toSet())));
    }

    private static Optional<PciPlace> slots(Integer... taken) {
        return HotplugPlaces.free(new PciBuses(Set.of(), true, Set.of(taken).stream()
                .map(slot -> new PciPlace(0, slot)).collect(Collectors.toSet())));
    }

    private static Optional<PciPlace> port(int bus) {
        return Optional.of(new PciPlace(bus, 0));
    }

    private static Optional<PciPlace> slot(int slot) {
        return Optional.of(new PciPlace(0, slot));
    }
}
