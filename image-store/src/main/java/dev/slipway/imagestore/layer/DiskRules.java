package dev.slipway.imagestore.layer;

import static dev.slipway.imagestore.errors.StoreError.DISK_BACKING_FILE;
import static dev.slipway.imagestore.errors.StoreError.DISK_CORRUPT;
import static dev.slipway.imagestore.errors.StoreError.DISK_DATA_FILE;
import static dev.slipway.imagestore.errors.StoreError.DISK_ENCRYPTED;
import static dev.slipway.imagestore.errors.StoreError.DISK_FORMAT_MISMATCH;
import static dev.slipway.imagestore.errors.StoreError.DISK_NOT_RECOGNISED;
import static dev.slipway.imagestore.errors.StoreError.DISK_TOO_LARGE;

import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.DiskReferences;
import dev.slipway.host.qemu.ImageInfo;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a disk image must be to be let in. An image is an attack until it has been looked at: one that names another
 * file would show that file to its guest.
 *
 * @param maxVirtualBytes the largest disk an image may describe
 */
public record DiskRules(long maxVirtualBytes) {

    /** EC2's limit for a volume: 64 TiB. */
    public static final DiskRules DEFAULT = new DiskRules(64L << 40);

    private static final String MAKE_WHOLE =
            "If the image is yours, make it whole first: qemu-img convert -O qcow2 IMAGE WHOLE.qcow2";

    /** Refuses an image that breaks a rule, with the rule's own code; {@code name} is what the user calls it. */
    void check(Path name, Optional<DiskFormat> declared, ImageInfo info) {
        DiskFormat format = info.format();
        checkFormat(name, declared, format);
        if (info.backingFile().isPresent()) {
            throw refuse(DISK_BACKING_FILE, name, "names a backing file, so it is no whole disk",
                    MAKE_WHOLE);
        }
        if (info.dataFile().isPresent()) {
            throw refuse(DISK_DATA_FILE, name, "keeps its data in another file",
                    MAKE_WHOLE);
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

    /** Refuses another format than the declared one. */
    void checkFormat(Path name, Optional<DiskFormat> declared, DiskFormat format) {
        if (declared.isPresent() && declared.get() != format) {
            throw refuse(DISK_FORMAT_MISMATCH, name, "is in " + format.qemuName() + " format, not in "
                    + declared.get().qemuName() + " as declared", null);
        }
    }

    /** Refuses an image that says, in a format of another hypervisor's, that it is no whole disk. */
    void checkAlone(Path name, DiskReferences references) {
        if (references.data().isPresent()) {
            throw refuse(DISK_DATA_FILE, name, "keeps its data in another file, "
                    + Quoted.of(references.data().get()), MAKE_WHOLE);
        }
        if (references.parent().isPresent()) {
            throw refuse(DISK_BACKING_FILE, name, "is only a difference to another disk, "
                    + Quoted.of(references.parent().get()), MAKE_WHOLE);
        }
    }

    static StoreException refuse(StoreError code, Path name, String why, String hint) {
        return new StoreException(code, "The file '" + name + "' " + why + ".", hint);
    }
}
