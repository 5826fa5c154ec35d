package dev.slipway.launcher.domain;

import dev.slipway.host.machine.Architecture;

/** The board a guest runs on. libvirt replaces each by QEMU's newest version of it when a domain is defined. */
enum MachineType {
    /** The older PC, for the older guests: 32-bit ones may know neither AHCI nor PCI Express. */
    PC("pc"),
    /**
     * The PC with PCI Express. With all devices side by side it boots a guest in some 0.9 of the older one's time:
     * interrupts are routed without the ACPI code that the guest's kernel must interpret for each device there.
     */
    Q35("q35"),
    /** The only board for arm64 guests that is not a copy of some product. */
    VIRT("virt");

    private final String libvirtName;

    MachineType(String libvirtName) {
        this.libvirtName = libvirtName;
    }

    String libvirtName() {
        return libvirtName;
    }

    static MachineType of(Architecture architecture, BootSpec boot) {
        return switch (architecture) {
            case I386 -> boot instanceof UefiBoot ? Q35 : PC;
            case X86_64 -> Q35;
            case ARM64 -> VIRT;
        };
    }
}
