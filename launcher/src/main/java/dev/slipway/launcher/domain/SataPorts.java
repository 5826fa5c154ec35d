package dev.slipway.launcher.domain;

/**
 * Gives each SATA disk its port, in the order in which they come. Left to libvirt, the port follows from the letter of the disk's
 * name, and a disk with a late one brings controllers along whose places libvirt chooses, where a card may be that it does not know of.
 */
final class SataPorts {

    private static final int ON_CONTROLLER = 6;

    private int next;

    /** The {@code <address>} of the disk being written. */
    void writeNext(Elements xml) {
        xml.leaf("address", "type", "drive", "controller", Integer.toString(next / ON_CONTROLLER), "bus", "0",
                "target", "0", "unit", Integer.toString(next % ON_CONTROLLER));
        next++;
    }

    /** Writes the controllers of the ports given, but for the one that a machine may come with. */
    void writeControllers(Elements xml, MachineType machine, PciSlots slots) {
        int first = machine == MachineType.Q35 ? 1 : 0;
        for (int index = first; index * ON_CONTROLLER < next; index++) {
            xml.start("controller", "type", "sata", "index", Integer.toString(index));
            slots.writeNext(xml);
            xml.end();
        }
    }
}
