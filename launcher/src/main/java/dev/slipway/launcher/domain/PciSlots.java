package dev.slipway.launcher.domain;

import dev.slipway.host.libvirt.device.PciPlace;

/**
 * Gives each device its place on the machine's first PCI bus, side by side, and the disks that come and go each a place
 * behind a port of its own.
 *
 * <p>Left to libvirt, devices of the PCI Express machines each get a port of their own to sit behind, which costs QEMU,
 * the firmware and the guest's kernel time at every start; side by side there are none. And a card that libvirt does not
 * know of ({@link UserNetwork}) cannot meet one that it placed.
 */
final class PciSlots {

    /** The first network card's; the others follow. Fixed, because they are written in two places of the document. */
    private static final int NETWORK = 0x03;

    /** The first that is no network card's, however many a guest has; libvirt does not know of all of those. */
    static final int FIRST_DISK = NETWORK + DomainSpec.MAX_NETWORKS;

    /** The chipsets' own devices are from 0x1d on; those below 0x03 are left for the graphics card and the root ports. */
    static final int LAST = 0x1c;

    private final boolean hasPorts;
    private int next;
    private int ports;

    /** The slots of a guest. */
    PciSlots(DomainSpec spec) {
        next = NETWORK + spec.networks().size();
        hasPorts = HotplugPlaces.needsPorts(spec);
    }

    /**
     * The {@code <address>} of the disk being written. A guest meets what is behind ports after all that is not, so the
     * first disk with a port has the others follow it behind ports, which keeps them in their order.
     */
    void writeDisk(Elements xml, boolean removable) {
        if (hasPorts && (removable || ports > 0)) {
            ports++;
            write(xml, new PciPlace(ports, 0));
        } else {
            writeNext(xml);
        }
    }

    /** How many disks were given a port. */
    int ports() {
        return ports;
    }

    /** The {@code <address>} of the device being written. */
    void writeNext(Elements xml) {
        if (next > LAST) {
            throw new IllegalStateException("more devices than slots; DomainSpec allows too many disks");
        }
        write(xml, next);
        next++;
    }

    /** The {@code <address>} of a network card. */
    static void writeNetwork(Elements xml, int number) {
        write(xml, NETWORK + number);
    }

    /** The slot of a network card, as libvirt and QEMU write it. */
    static String network(int number) {
        return hex(NETWORK + number);
    }

    /** The {@code <address>} of a device at a place that was chosen for it. */
    static void write(Elements xml, PciPlace place) {
        xml.leaf("address", "type", "pci", "domain", "0x0000", "bus", hex(place.bus()), "slot", hex(place.slot()),
                "function", "0x0");
    }

    private static void write(Elements xml, int slot) {
        xml.leaf("address", "type", "pci", "domain", "0x0000", "bus", "0x00", "slot", hex(slot), "function", "0x0");
    }

    /** The number as libvirt and QEMU write it. By hand: the first use of a Formatter costs a process several milliseconds. */
    private static String hex(int slot) {
        return (slot < 0x10 ? "0x0" : "0x").concat(Integer.toHexString(slot));
    }
}
