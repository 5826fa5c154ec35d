package dev.slipway.launcher.domain;

/** What a guest sees a file as. */
public enum DiskKind {
    DISK("disk"),
    CDROM("cdrom");

    private final String libvirtName;

    DiskKind(String libvirtName) {
        this.libvirtName = libvirtName;
    }

    String libvirtName() {
        return libvirtName;
    }
}
