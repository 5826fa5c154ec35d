package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Disks that do not boot, each in a way of its own. */
final class BrokenDisks {

    private static final int SECTOR = 512;
    private static final int SIGNATURE_AT = 510;
    private static final int SIZE = 1 << 20;
    /** The superblock of the tiny guest's one partition: 1 KiB behind its first sector, which scripts/guests.d/tiny.sh names. */
    private static final String SUPERBLOCK = Integer.toString(2048 * SECTOR + 1024);

    private static final Path BOOT_SECTOR = Path.of("/usr/lib/grub/i386-pc/boot.img");

    private BrokenDisks() {
    }

    /** The tiny guest's disk, whose boot loader no longer finds the file system that it is to read. */
    static Path withoutFileSystem(Path folder) throws Exception {
        Path disk = folder.resolve("no-file-system.qcow2");
        Files.copy(Lab.guests().resolve("tiny").resolve("disk.qcow2"), disk);
        run("qemu-io", "-f", "qcow2", "-c", "write -P 0 " + SUPERBLOCK + " 1024", disk.toString());
        return readable(disk);
    }

    /** A disk with a boot loader alone, which does not even find its own modules. */
    static Path withoutModules(Path folder) throws Exception {
        Path core = folder.resolve("core.img");
        run("grub-mkimage", "-O", "i386-pc", "-o", core.toString(), "-p", "(,msdos1)/boot/grub", "biosdisk", "part_msdos");
        Path disk = folder.resolve("no-modules.raw");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(SIZE);
            // The first stage reads the second from the sector behind its own, unless an installer told it another.
            file.write(Files.readAllBytes(BOOT_SECTOR));
            file.write(Files.readAllBytes(core));
        }
        return readable(disk);
    }

    /** A disk whose boot sector runs for ever and says nothing. */
    static Path spinning(Path folder) throws IOException {
        Path disk = folder.resolve("spinning.raw");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(SIZE);
            // jmp to itself
            file.write(new byte[] {(byte) 0xeb, (byte) 0xfe});
            file.seek(SIGNATURE_AT);
            file.write(new byte[] {0x55, (byte) 0xaa});
        }
        return readable(disk);
    }

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start().waitFor(), String.join(" ", command));
    }

    private static Path readable(Path disk) throws IOException {
        return Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
