package dev.slipway.host.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what they should be. A pipe stands for what must not be opened: opening it would not return. */
@Timeout(30)
class HostileImageTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;
    private Path pipe;

    @BeforeEach
    void makePipe() {
        pipe = folder.resolve("pipe");
        run("mkfifo", pipe.toString());
    }

    @Test
    void aBackingFileIsNamedButNotOpened() {
        Path disk = folder.resolve("disk.qcow2");
        run("qemu-img", "create", "-q", "-u", "-f", "qcow2", "-F", "raw", "-b", pipe.toString(), disk.toString(),
                "1M");
        assertEquals(Optional.of(pipe.toString()), QemuImg.info(disk).backingFile());
        assertEquals(Optional.of(pipe.toString()), QemuImg.info(disk, DiskFormat.QCOW2).backingFile());
        assertRefused(() -> QemuImg.convert(disk, DiskFormat.QCOW2, folder.resolve("out"), DiskFormat.QCOW2,
                Progress.NONE));
    }

    @Test
    void aDataFileIsNamedButNotOpened() throws IOException {
        Path disk = folder.resolve("disk.qcow2");
        Path data = folder.resolve("data.raw");
        run("qemu-img", "create", "-q", "-f", "qcow2", "-o", "data_file=" + data, disk.toString(), "1M");
        Files.delete(data);
        Files.move(pipe, data);
        assertEquals(Optional.of(data.toString()), QemuImg.info(disk).dataFile());
        assertRefused(() -> QemuImg.convert(disk, DiskFormat.QCOW2, folder.resolve("out"), DiskFormat.QCOW2,
                Progress.NONE));
    }

    @Test
    void aDescriptorOfOtherFilesIsRefusedUnopened() throws IOException {
        Path disk = Files.writeString(folder.resolve("disk.vmdk"), """
                # Disk DescriptorFile
                version=1
                createType="monolithicFlat"
                RW 2048 FLAT "pipe" 0
                """);
        HostException failure = assertRefused(() -> QemuImg.info(disk));
        assertEquals("The file '" + disk + "' only describes a disk whose data is in other files.",
                failure.getMessage());
    }

    @Test
    void aPipeAFolderAndAMissingFileAreNoImages() {
        assertEquals("The file '" + pipe + "' is not a regular file.",
                assertRefused(() -> QemuImg.info(pipe)).getMessage());
        assertRefused(() -> QemuImg.info(folder, DiskFormat.RAW));
        HostException missing = assertThrows(HostException.class, () -> QemuImg.info(folder.resolve("none")));
        assertEquals(HostError.FILE_FAILED, missing.kind());
    }

    @Test
    void anEmptyFileAndATextAreNoImages() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        Path text = Files.writeString(folder.resolve("text"), "Dear operator,\n");
        assertEquals("The file '" + empty + "' is empty.", assertRefused(() -> QemuImg.info(empty)).getMessage());
        assertRefused(() -> QemuImg.info(text));
        assertRefused(() -> QemuImg.info(text, DiskFormat.RAW));
    }

    @ParameterizedTest
    @EnumSource(value = DiskFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "RAW")
    void garbageIsNotInAnyDeclaredFormat(DiskFormat format) throws IOException {
        Path garbage = random("garbage", MIB);
        HostException failure = assertRefused(() -> QemuImg.info(garbage, format));
        assertEquals("The file '" + garbage + "' is not in " + format.qemuName() + " format.", failure.getMessage());
    }

    @ParameterizedTest
    @EnumSource(DiskFormat.class)
    void everyFormatIsRecognised(DiskFormat format) {
        Path disk = folder.resolve("disk");
        run("qemu-img", "create", "-q", "-f", format.qemuName(), disk.toString(), "8M");
        assertEquals(format, QemuImg.info(disk).format());
        assertEquals(format, QemuImg.info(disk, format).format());
    }

    @Test
    void aFixedVirtualPcDiskIsRecognisedByItsEnd() {
        Path disk = folder.resolve("disk");
        run("qemu-img", "create", "-q", "-f", "vpc", "-o", "subformat=fixed", disk.toString(), "8M");
        assertEquals(DiskFormat.VPC, QemuImg.info(disk).format());
    }

    @Test
    void anotherFormatThanDeclaredIsRefused() {
        Path disk = folder.resolve("disk");
        QemuImg.createBlank(disk, MIB);
        HostException failure = assertRefused(() -> QemuImg.info(disk, DiskFormat.RAW));
        assertEquals("The file '" + disk + "' is not in raw format, but in qcow2 format.", failure.getMessage());
    }

    @Test
    void aHeaderWithAbsurdSizesIsRefused() throws IOException {
        Path disk = folder.resolve("disk");
        QemuImg.createBlank(disk, MIB);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(36);                      // l1_size
            file.writeInt(Integer.MAX_VALUE);
        }
        assertRefused(() -> QemuImg.info(disk));
    }

    @Test
    void terminalCommandsInAHeaderDoNotReachTheTerminal() throws IOException {
        Path disk = folder.resolve("disk");
        QemuImg.createBlank(disk, MIB);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(72);                      // incompatible_features: an unknown one
            file.writeLong(1L << 62);
            file.seek(104);                     // a feature name table naming it
            file.writeInt(0x6803f857);
            file.writeInt(48);
            file.writeByte(0);
            file.writeByte(62);
            file.write("\033]0;owned\007".getBytes(StandardCharsets.US_ASCII));
        }
        HostException failure = assertRefused(() -> QemuImg.info(disk));
        assertTrue(failure.getMessage().chars().noneMatch(Character::isISOControl), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {3 * MIB, MIB, 300_000, 65_536, 1000, 200, 20})
    void aCutOffImageIsFoundByCheckOrBefore(int length) throws IOException {
        Path disk = image();
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(length);
        }
        HostException failure = assertRefused(() -> {
            QemuImg.info(disk, DiskFormat.QCOW2);
            QemuImg.check(disk, DiskFormat.QCOW2);
        });
        assertTrue(failure.getMessage().contains(disk.toString()), failure.getMessage());
    }

    @Test
    void checkPassesASoundImageAndOneWithoutACheck() throws IOException {
        assertEquals(new QemuImg.CheckReport(0, 0, 0), QemuImg.check(image(), DiskFormat.QCOW2));
        assertTrue(QemuImg.check(random("raw", MIB), DiskFormat.RAW).sound());
        Path vpc = folder.resolve("vpc");
        run("qemu-img", "create", "-q", "-f", "vpc", vpc.toString(), "8M");
        assertTrue(QemuImg.check(vpc, DiskFormat.VPC).sound());
    }

    @Test
    void checkReportsLeaksWithoutRefusing() throws IOException {
        Path disk = image();
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            long table = readLong(file, 48);    // refcount_table_offset
            long block = readLong(file, table);
            file.seek(block + 2 * 70);
            file.writeShort(1);                 // a cluster nobody uses
            file.setLength(71 * 65_536);
        }
        QemuImg.CheckReport report = QemuImg.check(disk, DiskFormat.QCOW2);
        assertTrue(report.sound());
        assertEquals(1, report.leaks());
    }

    @Test
    void checkRefusesDamagedTables() throws IOException {
        Path disk = image();
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            long l1 = readLong(file, 40);
            file.seek(l1);
            file.write(new byte[] {(byte) 0x80, 0, 0, 0x12, 0x34, 0x56, 0x78, 0});
        }
        assertRefused(() -> QemuImg.check(disk, DiskFormat.QCOW2));
    }

    private Path image() throws IOException {
        Path disk = folder.resolve("image.qcow2");
        QemuImg.convert(random("content", 4 * MIB), DiskFormat.RAW, disk, DiskFormat.QCOW2, Progress.NONE);
        return disk;
    }

    private Path random(String name, int length) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return Files.write(folder.resolve(name), content);
    }

    private static long readLong(RandomAccessFile file, long at) throws IOException {
        file.seek(at);
        return file.readLong();
    }

    private static HostException assertRefused(Executable attempt) {
        HostException failure = assertThrows(HostException.class, attempt);
        assertEquals(HostError.NOT_A_DISK_IMAGE, failure.kind(), failure.getMessage());
        return failure;
    }

    private static void run(String... command) {
        Subprocess.run(List.of(command), Duration.ofSeconds(10));
    }
}
