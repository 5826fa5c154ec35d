package dev.slipway.launcher.domain;

/** What a network card looks like to the guest. */
public enum CardModel {
    /** Quick, for guests with virtio drivers. */
    VIRTIO("virtio", "virtio-net-pci"),
    /** A card of Intel's that every system has a driver for. */
    E1000E("e1000e", "e1000e");

    private final String libvirtName;
    private final String qemuName;

    CardModel(String libvirtName, String qemuName) {
        this.libvirtName = libvirtName;
        this.qemuName = qemuName;
    }

    String libvirtName() {
        return libvirtName;
    }

    String qemuName() {
        return qemuName;
    }
}
