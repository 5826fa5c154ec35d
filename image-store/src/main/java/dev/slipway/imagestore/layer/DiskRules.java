package dev.slipway.imagestore.layer;

import static dev.slipway.imagestore.errors.StoreError.DISK_BACKING_FILE;
import static dev.slipway.imagestore.errors.StoreError.DISK_CORRUPT;
import static dev.slipway.imagestore.errors.StoreError.DISK_DATA_FILE;
import static dev.slipway.imagestore.errors.StoreError.DISK_ENCRYPTED;
import static dev.slipway.imagestore.errors.StoreError.DISK_FORMAT_MISMATCH;
import static dev.slipway.imagestore.errors.StoreError.DISK_FORMAT_UNSUPPORTED;
import static dev.slipway.imagestore.errors.StoreError.DISK_NOT_RECOGNISED;
import static dev.slipway.imagestore.errors.StoreError.DISK_TOO_LARGE;

import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.ImageInfo;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import java.nio.file.Path;

/**
 * What a disk image must be to be let in. An image is an attack until it has been looked at: one that names another
 * file would show that file to its guest.
 *
 * @param maxVirtualBytes the largest disk an image may describe
 */
public record DiskRules(long maxVirtualBytes) {

    /** EC2's limit for a volume: 64 TiB. */
    public static final DiskRules DEFAULT = new DiskRules(64L << 40);

    /** Refuses an image that breaks a rule, with the rule's own code; {@code name} is what the user calls it. */
    void check(Path name, DiskSource source, ImageInfo info) {
        DiskFormat format = info.format();
        if (source.format().isPresent() && source.format().get() != format) {
            throw refuse(DISK_FORMAT_MISMATCH, name, "is in " + format.qemuName() + " format, not in "
                    + source.format().get().qemuName() + " as declared", null);
        }
        switch (format) {
            case QCOW2, RAW -> { }
            case VMDK, VPC, VHDX, VDI -> throw refuse(DISK_FORMAT_UNSUPPORTED, name,
                    "is in " + format.qemuName() + " format, which cannot be imported yet",
                    "Convert it first: qemu-img convert -f " + format.qemuName() + " -O qcow2 IMAGE IMAGE.qcow2");
        }
        if (info.backingFile().isPresent()) {
            throw refuse(DISK_BACKING_FILE, name, "names a backing file, so it is no whole disk",
                    "If the image is yours, make it whole first: qemu-img convert -O qcow2 IMAGE WHOLE.qcow2");
        }
        if (info.dataFile().isPresent()) {
            throw refuse(DISK_DATA_FILE, name, "keeps its data in another file",
                    "If the image is yours, make it whole first: qemu-img convert -O qcow2 IMAGE WHOLE.qcow2");
        }
        if (info.encrypted()) {
            throw refuse(DISK_ENCRYPTED, name, "is encrypted", null);
        }
        if (info.corrupt()) {
            throw refuse(DISK_CORRUPT, name, "is marked as corrupt", null);
        }
        if (info.virtualSizeBytes() <= 0) {
            throw refuse(DISK_NOT_RECOGNISED, name, "describes an empty disk", null);
        }
        if (info.virtualSizeBytes() > maxVirtualBytes) {
            throw refuse(DISK_TOO_LARGE, name, "describes a disk of " + info.virtualSizeBytes()
                    + " bytes; the limit is " + maxVirtualBytes, null);
        }
    }

    static StoreException refuse(StoreError code, Path name, String why, String hint) {
        return new StoreException(code, "The file '" + name + "' " + why + ".", hint);
    }
}
