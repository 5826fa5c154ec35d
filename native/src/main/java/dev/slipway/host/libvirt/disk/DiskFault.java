package dev.slipway.host.libvirt.disk;

/** Why a disk of a running domain does not work, as libvirt's {@code virDomainDiskErrorCode} has it. */
public enum DiskFault {
    /** QEMU could not read or write its file. */
    FAILED,
    /** The file system of its file has no space left. */
    NO_SPACE;

    private static final int NO_SPACE_NUMBER = 2;

    static DiskFault of(int number) {
        return number == NO_SPACE_NUMBER ? NO_SPACE : FAILED;
    }
}
