package dev.slipway.launcher.domain;

import dev.slipway.host.machine.Architecture;

/** The board a guest runs on. libvirt replaces each by QEMU's newest version of it when a domain is defined. */
public enum MachineType {
    /** The older PC, for the older guests: 32-bit ones may know neither AHCI nor PCI Express. */
    PC("pc", "pc-i440fx-"),
    /**
     * The PC with PCI Express. With all devices side by side it boots a guest in some 0.9 of the older one's time:
     * interrupts are routed without the ACPI code that the guest's kernel must interpret for each device there.
     */
    Q35("q35", "pc-q35-"),
    /** The only board for arm64 guests that is not a copy of some product. */
    VIRT("virt", "virt-");

    private final String libvirtName;
    private final String family;

    MachineType(String libvirtName, String family) {
        this.libvirtName = libvirtName;
        this.family = family;
    }

    String libvirtName() {
        return libvirtName;
    }

    /** What QEMU's names of all versions of this board begin with. */
    public String family() {
        return family;
    }

    /** The board of a guest that boots by UEFI. */
    public static MachineType withUefi(Architecture architecture) {
        return switch (architecture) {
            case I386, X86_64 -> Q35;
            case ARM64 -> VIRT;
        };
    }

    static MachineType of(Architecture architecture, BootSpec boot) {
        return switch (architecture) {
            case I386 -> boot instanceof UefiBoot ? withUefi(architecture) : PC;
            case X86_64 -> Q35;
            case ARM64 -> VIRT;
        };
    }
}
