package dev.slipway.host.qemu;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Finds VirtualBox disks that are cut off: QEMU's check does not, and reads zeroes where the file has ended. */
final class VdiLength {

    private static final int HEADER_BYTES = 512;
    private static final int DATA_AT = 0x158;
    private static final int BLOCK_BYTES_AT = 0x178;
    private static final int ALLOCATED_AT = 0x184;

    private VdiLength() {
    }

    /** Throws NOT_A_DISK_IMAGE unless the file has all the blocks its header counts. */
    static void check(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            ByteBuffer header = DiskReferences.read(file, 0, HEADER_BYTES);
            long data = Integer.toUnsignedLong(header.getInt(DATA_AT));
            long block = Integer.toUnsignedLong(header.getInt(BLOCK_BYTES_AT));
            long blocks = Integer.toUnsignedLong(header.getInt(ALLOCATED_AT));
            if (file.length() < data || block > 0 && (file.length() - data) / block < blocks) {
                throw new HostException(HostError.NOT_A_DISK_IMAGE, "The disk image '" + path
                        + "' is cut off: its header counts " + blocks + " blocks, and they are not all there.");
            }
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + path + "' cannot be read.", e);
        }
    }
}
