package dev.slipway.launcher.domain;

/** How a disk is attached. */
public enum DiskBus {
    VIRTIO("virtio", "vd"),
    SCSI("scsi", "sd"),
    SATA("sata", "sd");

    private final String libvirtName;
    private final String targetPrefix;

    DiskBus(String libvirtName, String targetPrefix) {
        this.libvirtName = libvirtName;
        this.targetPrefix = targetPrefix;
    }

    String libvirtName() {
        return libvirtName;
    }

    /** What the target's name begins with on this bus. */
    String targetPrefix() {
        return targetPrefix;
    }
}
