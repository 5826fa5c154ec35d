package dev.slipway.imagestore.transfer.archive;

import dev.slipway.host.qemu.DiskFormat;
import java.util.Optional;

/** What an export is written as. */
public enum ExportFormat {
    /** Everything of an image in one file. */
    SLIPWAY("slipway", null),
    QCOW2("qcow2", DiskFormat.QCOW2),
    RAW("raw", DiskFormat.RAW),
    VMDK("vmdk", DiskFormat.VMDK),
    /** Microsoft's older format, which QEMU calls vpc. */
    VHD("vhd", DiskFormat.VPC);

    private final String word;
    private final DiskFormat disk;

    ExportFormat(String word, DiskFormat disk) {
        this.word = word;
        this.disk = disk;
    }

    /** The disk's format; empty where more than a disk is written. */
    public Optional<DiskFormat> disk() {
        return Optional.ofNullable(disk);
    }

    @Override
    public String toString() {
        return word;
    }
}
