package dev.slipway.imagestore.registry.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.ExitCode;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.layer.DiskSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is refused is refused with a code of its own, and leaves nothing. */
class ImportRefusalTest {

    @TempDir
    private Path folder;
    private TestStore test;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertEquals(List.of(), test.leftovers());
        assertEquals(List.of(), test.filesInPlace());
        assertEquals(List.of(), test.store.images().list(Query.all()));
        test.close();
    }

    @Test
    void aFileThatIsNotThere() {
        assertRefused("SourceFileNotFound", ExitCode.NOT_FOUND, DiskSource.of(test.file("none.qcow2")));
    }

    @Test
    void aFolder() {
        assertRefused("InvalidDiskImage", ExitCode.USAGE, DiskSource.of(folder));
    }

    @Test
    void anEmptyFile() throws IOException {
        assertRefused("InvalidDiskImage", ExitCode.USAGE, DiskSource.of(test.text("empty", "")));
    }

    @Test
    void aTextFile() throws IOException {
        assertRefused("InvalidDiskImage", ExitCode.USAGE, DiskSource.of(test.text("notes.txt", "not a disk\n")));
    }

    @Test
    void aTextFileOfWholeSectors() throws IOException {
        DiskSource source = DiskSource.of(test.text("notes.txt", "not a disk either\n".repeat(512)));
        SlipwayException e = assertRefused("InvalidDiskImage", ExitCode.USAGE, source);
        assertTrue(e.hint().orElseThrow().contains("--format raw"));
    }

    @Test
    void aTruncatedQcow2() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 3, 1);
        TestStore.truncate(disk, Files.size(disk) / 2);
        assertRefused("InvalidDiskImage.Corrupt", ExitCode.USAGE, DiskSource.of(disk));
    }

    @Test
    void aQcow2CutOffInItsHeader() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 1, 1);
        TestStore.truncate(disk, 60);
        assertRefused("InvalidDiskImage", ExitCode.USAGE, DiskSource.of(disk));
    }

    @Test
    void aQcow2WithATableThatPointsNowhere() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 3, 1);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(40);
            file.seek(file.readLong());
            file.writeLong(0x8000_7fff_ffff_0000L);
        }
        assertRefused("InvalidDiskImage.Corrupt", ExitCode.USAGE, DiskSource.of(disk));
    }

    @Test
    void aQcow2DeclaredRawAndTheOtherWayRound() throws IOException {
        assertRefused("InvalidDiskImage.FormatMismatch", ExitCode.USAGE,
                new DiskSource(test.qcow2("disk.qcow2", 1, 1), Optional.of(DiskFormat.RAW)));
        assertRefused("InvalidDiskImage.FormatMismatch", ExitCode.USAGE,
                new DiskSource(test.raw("disk.raw", 1, 1), Optional.of(DiskFormat.QCOW2)));
    }

    @Test
    void aBackingFile() throws IOException {
        Path secret = test.qcow2("secret.qcow2", 1, 1);
        TestStore.qemuImg("create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", secret.toString(),
                test.file("disk.qcow2").toString());
        assertRefused("InvalidDiskImage.BackingFile", ExitCode.USAGE, DiskSource.of(test.file("disk.qcow2")));
    }

    @Test
    void aDataFile() throws IOException {
        TestStore.qemuImg("create", "-q", "-f", "qcow2", "-o", "data_file=" + test.file("disk.data"),
                test.file("disk.qcow2").toString(), "1M");
        assertRefused("InvalidDiskImage.DataFile", ExitCode.USAGE, DiskSource.of(test.file("disk.qcow2")));
    }

    @Test
    void anEncryptedDisk() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 1, 1);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            // The header's crypt_method: AES. Made by hand, because LUKS measures the processor for seconds.
            file.seek(32);
            file.writeInt(1);
        }
        assertRefused("InvalidDiskImage.Encrypted", ExitCode.USAGE, DiskSource.of(disk));
    }

    @Test
    void aDiskBeyondTheLimit() {
        TestStore.qemuImg("create", "-q", "-f", "qcow2", test.file("disk.qcow2").toString(), "65T");
        assertRefused("InvalidDiskImage.TooLarge", ExitCode.USAGE, DiskSource.of(test.file("disk.qcow2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "web\n", "\"web\"", "web&co", "<name/>", "naïve", "$(id)", "a;b"})
    void aNameThatEc2WouldRefuse(String name) {
        SlipwayException e = assertThrows(SlipwayException.class, () -> ImageSettings.named(name));
        assertEquals("InvalidAMIName.Malformed", e.code().code());
        assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
    }

    @Test
    void aNameThatIsTooLong() {
        ImageSettings.named("x".repeat(128));
        SlipwayException e = assertThrows(SlipwayException.class, () -> ImageSettings.named("x".repeat(10_000)));
        assertEquals("InvalidAMIName.Malformed", e.code().code());
        assertTrue(e.getMessage().length() < 200);
    }

    @Test
    void aKernelThatIsNone() throws IOException {
        Path file = test.text("vmlinuz", "#!/bin/sh\n");
        assertEquals("InvalidBootFile", assertThrows(SlipwayException.class, () -> test.store.images().importBootImage(
                ImageType.KERNEL, ImageSettings.named("kernel"), file, Progress.NONE)).code().code());
    }

    @Test
    void aKernelOfAnotherArchitecture() throws IOException {
        byte[] kernel = new byte[2048];
        System.arraycopy("HdrS".getBytes(), 0, kernel, 0x202, 4);
        Path file = Files.write(test.file("vmlinuz"), kernel);
        assertEquals("InvalidBootFile", assertThrows(SlipwayException.class, () -> test.store.images().importBootImage(
                ImageType.KERNEL, ImageSettings.named("kernel", Architecture.ARM64), file, Progress.NONE))
                .code().code());
    }

    private SlipwayException assertRefused(String code, ExitCode exit, DiskSource source) {
        SlipwayException e = assertThrows(SlipwayException.class, () -> test.store.images().importMachineImage(
                ImageSettings.named("web"), source, Progress.NONE));
        assertEquals(code, e.code().code(), e.getMessage());
        assertEquals(exit, e.code().exit());
        assertTrue(e.getMessage().contains(source.file().toString()) && e.getMessage().endsWith("."), e.getMessage());
        return e;
    }
}
