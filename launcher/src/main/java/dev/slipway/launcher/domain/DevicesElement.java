package dev.slipway.launcher.domain;

/** {@code <devices>}: no more of them than the guest was given, for each costs time at start and in the guest's boot. */
final class DevicesElement {

    private DevicesElement() {
    }

    static void write(Elements xml, DomainSpec spec) {
        PciSlots slots = new PciSlots(spec);
        SataPorts sata = new SataPorts();
        xml.start("devices");
        for (Disk disk : spec.disks()) {
            disk.write(xml, slots, sata);
        }
        sata.writeControllers(xml, MachineType.of(spec.architecture(), spec.boot()), slots);
        if (spec.windows().isPresent()) {
            WindowsGuest.writeInput(xml, slots);
        } else {
            // Left out, libvirt adds one to every x86 machine.
            xml.leaf("controller", "type", "usb", "model", "none");
        }
        HotplugPlaces.write(xml, spec, slots.ports());
        for (int i = 0; i < spec.networks().size(); i++) {
            spec.networks().get(i).writeDevices(xml, i, spec.cardModel());
        }
        spec.console().write(xml);
        if (spec.guestAgent().isPresent()) {
            spec.guestAgent().get().write(xml, slots);
        }
        spec.display().write(xml, spec.architecture());
        // Left out, libvirt adds one; nothing of ours takes memory back from guests.
        xml.leaf("memballoon", "model", "none");
        if (spec.cardModel() == CardModel.VIRTIO) {
            RandomSource.write(xml, slots);
        }
        if (spec.windows().isPresent()) {
            spec.windows().get().writeTpm(xml);
        }
        if (spec.panicDevice()) {
            PanicDevice.write(xml, spec.architecture());
        }
        xml.end();
    }
}
