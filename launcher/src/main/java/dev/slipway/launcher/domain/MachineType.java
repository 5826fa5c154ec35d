package dev.slipway.launcher.domain;

import dev.slipway.host.machine.Architecture;

/** The board a guest runs on. libvirt replaces each by QEMU's newest version of it when a domain is defined. */
enum MachineType {
    /** The older PC: one flat bus, so the quickest to start; BIOS and direct kernels. */
    PC("pc"),
    /** The PC with PCI Express, which UEFI firmware is built for. */
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
            case I386, X86_64 -> boot instanceof UefiBoot ? Q35 : PC;
            case ARM64 -> VIRT;
        };
    }
}
