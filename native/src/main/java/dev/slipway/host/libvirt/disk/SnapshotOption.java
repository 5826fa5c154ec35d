package dev.slipway.host.libvirt.disk;

/** How an external snapshot is taken ({@code virDomainSnapshotCreateFlags}). */
public enum SnapshotOption {
    /** The guest agent freezes the guest's file systems meanwhile; fails where it does not answer. */
    QUIESCE(64),
    /** The overlays are there already, with the right backing file in their headers. */
    REUSE_FILES(32);

    private final int flag;

    SnapshotOption(int flag) {
        this.flag = flag;
    }

    int flag() {
        return flag;
    }
}
