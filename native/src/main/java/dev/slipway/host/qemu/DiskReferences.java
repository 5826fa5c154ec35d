package dev.slipway.host.qemu;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The other files that a disk image in a format of another hypervisor names. Read here, before QEMU sees the file: for
 * some formats QEMU opens what is named, for others it leaves the name unread and shows wrong content. qcow2 and raw are
 * QEMU's own: {@link ImageInfo} tells of theirs.
 *
 * @param parent what it is a difference to
 * @param data where its data is, outside of itself
 */
public record DiskReferences(Optional<String> parent, Optional<String> data) {

    private static final DiskReferences NONE = new DiskReferences(Optional.empty(), Optional.empty());

    /** What this file names, in the format that it bears the marks of. Throws FILE_FAILED, NOT_A_DISK_IMAGE. */
    public static DiskReferences of(Path file) {
        return of(file, ImageMagic.recognise(file));
    }

    static DiskReferences of(Path path, DiskFormat format) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return switch (format) {
                case QCOW2, RAW -> NONE;
                case VMDK -> VmdkDescriptor.references(file);
                case VPC -> parent(ParentMarks.vpc(file));
                case VHDX -> parent(ParentMarks.vhdx(file));
                case VDI -> parent(ParentMarks.vdi(file));
            };
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + path + "' cannot be read.", e);
        }
    }

    static DiskReferences parent(Optional<String> parent) {
        return new DiskReferences(parent, Optional.empty());
    }

    /** Throws NOT_A_DISK_IMAGE when it names any. */
    void refuse(Path file) {
        if (data.isPresent()) {
            throw new HostException(HostError.NOT_A_DISK_IMAGE,
                    "The file '" + file + "' only describes a disk whose data is in other files.");
        }
        if (parent.isPresent()) {
            throw new HostException(HostError.NOT_A_DISK_IMAGE,
                    "The file '" + file + "' does not stand alone: it names another file.");
        }
    }

    /** So many bytes from there, or fewer where the file ends: what is missing reads as zero. */
    static ByteBuffer read(RandomAccessFile file, long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (at >= 0 && at < file.length()) {
            file.seek(at);
            int done = 0;
            for (int count = 0; done < length && count >= 0; done += Math.max(0, count)) {
                count = file.read(bytes, done, length - done);
            }
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
