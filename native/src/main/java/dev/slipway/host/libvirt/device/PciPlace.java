package dev.slipway.host.libvirt.device;

/**
 * Where on a guest's PCI buses a device sits, or may; its function is 0.
 *
 * @param bus the number that libvirt has for the bus: the index of its controller
 * @param slot the device number on that bus
 */
public record PciPlace(int bus, int slot) {

    public PciPlace {
        if (bus < 0 || slot < 0 || slot > 0x1f) {
            throw new IllegalArgumentException("no place on a PCI bus: " + bus + ", " + slot);
        }
    }
}
