package dev.slipway.launcher.domain;

import dev.slipway.host.libvirt.device.PciBuses;
import dev.slipway.host.libvirt.device.PciPlace;
import java.util.List;
import java.util.Optional;

/**
 * The places of a machine that take a disk while its guest runs. On the PCI Express machines a place is a root port,
 * which must be there when the machine starts; the older PC's own slots take devices at any time. How many root ports a
 * machine starts with is a matter of what they cost a boot: docs/decisions/0009-disks.md.
 */
public final class HotplugPlaces {

    /** How many disks a guest can be given beside those it started with, where that takes a root port each. */
    public static final int FREE_PORTS = 4;

    /** Each takes eight ports, a function each; they are met in this order, and {@link PciSlots} leaves them free. */
    private static final List<String> SLOTS = List.of("0x02", "0x1a", "0x1b", "0x1c");
    private static final int FUNCTIONS = 8;
    /** The first port's number; libvirt's own begin there. */
    private static final int FIRST_PORT = 0x10;

    private HotplugPlaces() {
    }

    /** Whether devices come and go only behind ports that were there at the start. */
    static boolean needsPorts(DomainSpec spec) {
        return switch (MachineType.of(spec.architecture(), spec.boot())) {
            case PC -> false;
            case Q35, VIRT -> true;
        };
    }

    /** Writes the {@code <controller>}s of the ports that have a disk, and of the free ones. */
    static void write(Elements xml, DomainSpec spec, int taken) {
        if (needsPorts(spec)) {
            for (int i = 0; i < taken + FREE_PORTS; i++) {
                writeRootPort(xml, i);
            }
        }
    }

    private static void writeRootPort(Elements xml, int number) {
        String bus = Integer.toString(number + 1);
        String slot = SLOTS.get(number / FUNCTIONS);
        String function = "0x".concat(Integer.toString(number % FUNCTIONS));
        xml.start("controller", "type", "pci", "index", bus, "model", "pcie-root-port");
        xml.leaf("target", "chassis", bus, "port", "0x".concat(Integer.toHexString(FIRST_PORT + number)));
        if (number % FUNCTIONS == 0) {
            xml.leaf("address", "type", "pci", "domain", "0x0000", "bus", "0x00", "slot", slot, "function", function,
                    "multifunction", "on");
        } else {
            xml.leaf("address", "type", "pci", "domain", "0x0000", "bus", "0x00", "slot", slot, "function", function);
        }
        xml.end();
    }

    /**
     * The place for one more disk, if there is one: behind those that are taken, so that a guest which looks for its
     * disks anew, as it does when it reboots, counts them in the same order.
     */
    public static Optional<PciPlace> free(PciBuses buses) {
        if (buses.hasSlots()) {
            return freeSlot(buses);
        }
        PciPlace free = null;
        for (int bus : buses.rootPorts()) {
            PciPlace place = new PciPlace(bus, 0);
            if (buses.taken().contains(place)) {
                // What comes before a disk is looked at before it.
                free = null;
            } else if (free == null) {
                free = place;
            }
        }
        return free != null ? Optional.of(free) : buses.rootPorts().stream().map(bus -> new PciPlace(bus, 0))
                .filter(place -> !buses.taken().contains(place)).findFirst();
    }

    private static Optional<PciPlace> freeSlot(PciBuses buses) {
        PciPlace free = null;
        for (int slot = PciSlots.LAST; slot >= PciSlots.FIRST_DISK; slot--) {
            PciPlace place = new PciPlace(0, slot);
            if (!buses.taken().contains(place)) {
                free = place;
            } else if (free != null) {
                return Optional.of(free);
            }
        }
        return Optional.ofNullable(free);
    }
}
