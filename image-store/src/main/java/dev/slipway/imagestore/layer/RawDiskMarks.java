package dev.slipway.imagestore.layer;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Tells a raw disk from any other file. A raw disk has no header, so what is looked for is what disks begin with: a boot
 * sector or partition table, or a file system that Linux boots from.
 */
final class RawDiskMarks {

    /** A mark and where it stands. */
    private record Mark(long offset, byte... bytes) {
    }

    private static final Mark[] MARKS = {
        // A boot sector, a partition table, and what stands before a GPT.
        new Mark(510, (byte) 0x55, (byte) 0xaa),
        // ext2, ext3, ext4
        new Mark(1024 + 56, (byte) 0x53, (byte) 0xef),
        new Mark(0, "XFSB".getBytes(StandardCharsets.US_ASCII)),
        new Mark(0x10040, "_BHRfS_M".getBytes(StandardCharsets.US_ASCII)),
        new Mark(0, "hsqs".getBytes(StandardCharsets.US_ASCII)),
    };

    private RawDiskMarks() {
    }

    static boolean bears(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            for (Mark mark : MARKS) {
                byte[] found = new byte[mark.bytes().length];
                if (mark.offset() + found.length <= file.length()) {
                    file.seek(mark.offset());
                    file.readFully(found);
                    if (Arrays.equals(found, mark.bytes())) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + path + "' cannot be read.", e);
        }
    }
}
