package dev.slipway.host.libvirt.disk;

/** How a disk is copied ({@code virDomainBlockCopyFlags}). */
public enum CopyOption {
    /** Copies the uppermost file only; the copy keeps the backing file. */
    SHALLOW(1),
    /** The destination is there already. */
    REUSE_FILE(2);

    private final int flag;

    CopyOption(int flag) {
        this.flag = flag;
    }

    int flag() {
        return flag;
    }
}
