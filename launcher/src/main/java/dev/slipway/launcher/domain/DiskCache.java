package dev.slipway.launcher.domain;

/** What the host does with a disk's writes; see {@code cache} in libvirt's {@code <driver>}. */
public enum DiskCache {
    /** The host's page cache, flushed when the guest asks: safe, and what most guests want. */
    WRITEBACK("writeback"),
    /** Past the host's page cache; the file system must know O_DIRECT. */
    NONE("none"),
    /** Never flushed: for disks that need not survive the host, such as instance-store disks. */
    UNSAFE("unsafe");

    private final String libvirtName;

    DiskCache(String libvirtName) {
        this.libvirtName = libvirtName;
    }

    String libvirtName() {
        return libvirtName;
    }
}
