package dev.slipway.host.qemu;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Tells disk formats by the marks they begin with. Done here and not by QEMU's own guess: QEMU tries all of its drivers,
 * some of them fragile, on a file that nobody has vouched for, and opens whatever a descriptor names.
 */
final class ImageMagic {

    private static final int HEADER_BYTES = 512;
    /** Virtual PC's fixed disks carry their mark at the end only. */
    private static final int FOOTER_BYTES = 512;
    private static final int SECTOR_BYTES = 512;
    private static final int VDI_MARK_AT = 0x40;

    private static final byte[] QCOW = {'Q', 'F', 'I', (byte) 0xfb};
    private static final byte[] VDI = {0x7f, 0x10, (byte) 0xda, (byte) 0xbe};
    private static final byte[] VMDK = ascii("KDMV");
    private static final byte[] VMDK_COW = ascii("COWD");
    private static final byte[] VMDK_DESCRIPTOR = ascii("# Disk DescriptorFile");
    private static final byte[] VHDX = ascii("vhdxfile");
    private static final byte[] VPC = ascii("conectix");

    private final byte[] header = new byte[HEADER_BYTES];
    private final byte[] footer = new byte[FOOTER_BYTES];
    private final Path path;
    private final long length;

    private ImageMagic(Path path) throws IOException {
        this.path = path;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            length = file.length();
            readFully(file, header);
            if (length >= FOOTER_BYTES) {
                file.seek(length - FOOTER_BYTES);
                readFully(file, footer);
            }
        }
    }

    /** The format the file has by its marks; raw when it has none. Refuses what can be no disk at all. */
    static DiskFormat recognise(Path path) {
        if (!Files.exists(path)) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + path + "' does not exist.");
        }
        if (!Files.isRegularFile(path)) {
            // A pipe or a device would block whoever opens it.
            throw refuse(path, "is not a regular file");
        }
        if (!Files.isReadable(path)) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + path + "' may not be read.");
        }
        try {
            return new ImageMagic(path).format();
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + path + "' cannot be read.", e);
        }
    }

    private DiskFormat format() {
        if (length == 0) {
            throw refuse(path, "is empty");
        }
        if (begins(header, 0, QCOW)) {
            return DiskFormat.QCOW2;
        }
        if (begins(header, 0, VMDK) || begins(header, 0, VMDK_COW) || begins(header, 0, VMDK_DESCRIPTOR)) {
            return DiskFormat.VMDK;
        }
        if (begins(header, 0, VHDX)) {
            return DiskFormat.VHDX;
        }
        if (begins(header, VDI_MARK_AT, VDI)) {
            return DiskFormat.VDI;
        }
        if (begins(header, 0, VPC) || begins(footer, 0, VPC)) {
            return DiskFormat.VPC;
        }
        if (length % SECTOR_BYTES != 0) {
            throw refuse(path, "bears no mark of a disk image and its size is no multiple of " + SECTOR_BYTES
                    + " bytes");
        }
        return DiskFormat.RAW;
    }

    private static boolean begins(byte[] bytes, int at, byte[] mark) {
        return Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length);
    }

    private static void readFully(RandomAccessFile file, byte[] into) throws IOException {
        int done = 0;
        while (done < into.length) {
            int count = file.read(into, done, into.length - done);
            if (count < 0) {
                return;
            }
            done += count;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static HostException refuse(Path path, String why) {
        return new HostException(HostError.NOT_A_DISK_IMAGE, "The file '" + path + "' " + why + ".");
    }
}
