package dev.slipway.host.qemu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What qemu-img does for images of our own; see HostileImageTest for the others. */
@Timeout(60)
class QemuImgTest {

    private static final long MIB = 1L << 20;

    @TempDir
    private Path folder;

    @Test
    void describesABlankImage() {
        Path disk = blank("disk.qcow2", 64 * MIB);
        ImageInfo info = QemuImg.info(disk);
        assertEquals(DiskFormat.QCOW2, info.format());
        assertEquals(64 * MIB, info.virtualSizeBytes());
        assertTrue(info.actualSizeBytes() < MIB);
        assertEquals(128 * 1024, info.clusterSizeBytes());
        assertEquals(Optional.empty(), info.backingFile());
        assertFalse(info.encrypted() || info.corrupt() || info.dirty());
        assertEquals(info, QemuImg.info(disk, DiskFormat.QCOW2));
    }

    @Test
    void describesARawImage() throws IOException {
        Path disk = random("disk.raw", MIB);
        assertEquals(DiskFormat.RAW, QemuImg.info(disk).format());
        assertEquals(MIB, QemuImg.info(disk, DiskFormat.RAW).virtualSizeBytes());
    }

    @Test
    void anOverlayNamesItsBackingFileAsGivenAndReadsThroughIt() throws IOException {
        Files.createDirectories(folder.resolve("layers"));
        Files.createDirectories(folder.resolve("volumes"));
        Path content = random("content.raw", 3 * MIB);
        QemuImg.convert(content, DiskFormat.RAW, folder.resolve("layers/layer.qcow2"), DiskFormat.QCOW2,
                Progress.NONE);
        Path overlay = folder.resolve("volumes/vol.qcow2");
        QemuImg.createOverlay(overlay, "../layers/layer.qcow2", DiskFormat.QCOW2, 5 * MIB);

        ImageInfo info = QemuImg.info(overlay);
        assertEquals(Optional.of("../layers/layer.qcow2"), info.backingFile());
        assertEquals(5 * MIB, info.virtualSizeBytes());

        QemuImg.rebase(overlay, null, null, Progress.NONE);
        assertEquals(Optional.empty(), QemuImg.info(overlay).backingFile());
        QemuImg.convert(overlay, DiskFormat.QCOW2, folder.resolve("flat.raw"), DiskFormat.RAW, Progress.NONE);
        byte[] flat = Files.readAllBytes(folder.resolve("flat.raw"));
        assertEquals(5 * MIB, flat.length);
        assertArrayEquals(Files.readAllBytes(content), Arrays.copyOf(flat, (int) (3 * MIB)));
    }

    @Test
    void refusesABackingNameThatQemuWouldTakeForAProtocol() {
        for (String name : List.of("nbd:localhost:10809", "json:{}", "")) {
            assertThrows(IllegalArgumentException.class,
                    () -> QemuImg.createOverlay(folder.resolve("o.qcow2"), name, DiskFormat.RAW, MIB));
        }
    }

    @Test
    void anOverlayOfNothingFailsAndLeavesNothing() throws IOException {
        Path overlay = folder.resolve("overlay.qcow2");
        HostException failure = assertThrows(HostException.class,
                () -> QemuImg.createOverlay(overlay, "none.qcow2", DiskFormat.QCOW2, MIB));
        assertEquals(HostError.PROGRAM_FAILED, failure.kind());
        assertTrue(failure.getMessage().contains("No such file"), failure.getMessage());
        assertNothingIn(folder);
    }

    @Test
    void neverWritesOverAFileThatIsThere() throws IOException {
        Path file = random("precious", MIB);
        byte[] before = Files.readAllBytes(file);
        assertThrows(HostException.class, () -> QemuImg.createBlank(file, MIB));
        assertThrows(HostException.class, () -> QemuImg.convert(random("s.raw", MIB), DiskFormat.RAW, file,
                DiskFormat.QCOW2, Progress.NONE));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void aNameThatLooksLikeAnOptionOrAProtocolIsAFile() {
        Path disk = blank("-o nbd:a,b json:{}.qcow2", MIB);
        assertEquals(MIB, QemuImg.info(disk).virtualSizeBytes());
        assertTrue(QemuImg.check(disk, DiskFormat.QCOW2).sound());
    }

    @Test
    void convertTellsItsProgressInBytesAndKeepsHoles() throws IOException {
        Path source = folder.resolve("sparse.raw");
        try (var file = new RandomAccessFile(source.toFile(), "rw")) {
            byte[] data = new byte[(int) (8 * MIB)];
            new Random(1).nextBytes(data);
            file.write(data);
            file.setLength(64 * MIB);
        }
        List<Long> told = new CopyOnWriteArrayList<>();
        Path target = folder.resolve("target.qcow2");
        QemuImg.convert(source, DiskFormat.RAW, target, DiskFormat.QCOW2, (step, done, total) -> {
            assertEquals("converting sparse.raw", step);
            assertEquals(64 * MIB, total);
            told.add(done);
        });
        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(64 * MIB, told.get(told.size() - 1));
        assertTrue(Files.size(target) < 10 * MIB);
    }

    @Test
    void resizeGrowsAndNeverShrinks() {
        Path disk = blank("disk.qcow2", 4 * MIB);
        QemuImg.resize(disk, DiskFormat.QCOW2, 8 * MIB);
        assertEquals(8 * MIB, QemuImg.info(disk).virtualSizeBytes());
        assertThrows(HostException.class, () -> QemuImg.resize(disk, DiskFormat.QCOW2, 4 * MIB));
        assertEquals(8 * MIB, QemuImg.info(disk).virtualSizeBytes());
    }

    @Test
    void rebaseUnsafeOnlyRewritesTheName() {
        blank("old.qcow2", MIB);
        Path overlay = folder.resolve("overlay.qcow2");
        QemuImg.createOverlay(overlay, "old.qcow2", DiskFormat.QCOW2, MIB);
        QemuImg.rebaseUnsafe(overlay, "../elsewhere/new.qcow2", DiskFormat.QCOW2);
        assertEquals(Optional.of("../elsewhere/new.qcow2"), QemuImg.info(overlay).backingFile());
        QemuImg.rebaseUnsafe(overlay, null, null);
        assertEquals(Optional.empty(), QemuImg.info(overlay).backingFile());
    }

    @Test
    void rebaseToAnotherBackingFileKeepsTheContent() throws IOException {
        Path content = random("content.raw", MIB);
        QemuImg.convert(content, DiskFormat.RAW, folder.resolve("a.qcow2"), DiskFormat.QCOW2, Progress.NONE);
        blank("b.qcow2", MIB);
        Path overlay = folder.resolve("overlay.qcow2");
        QemuImg.createOverlay(overlay, "a.qcow2", DiskFormat.QCOW2, MIB);
        QemuImg.rebase(overlay, "b.qcow2", DiskFormat.QCOW2, Progress.NONE);
        assertEquals(Optional.of("b.qcow2"), QemuImg.info(overlay).backingFile());
        QemuImg.rebase(overlay, null, null, Progress.NONE);
        QemuImg.convert(overlay, DiskFormat.QCOW2, folder.resolve("flat.raw"), DiskFormat.RAW, Progress.NONE);
        assertEquals(-1, Files.mismatch(content, folder.resolve("flat.raw")));
    }

    @Test
    void convertRefusesASourceThatDoesNotStandAlone() {
        blank("base.qcow2", MIB);
        Path overlay = folder.resolve("overlay.qcow2");
        QemuImg.createOverlay(overlay, "base.qcow2", DiskFormat.QCOW2, MIB);
        HostException failure = assertThrows(HostException.class, () -> QemuImg.convert(overlay, DiskFormat.QCOW2,
                folder.resolve("target.qcow2"), DiskFormat.QCOW2, Progress.NONE));
        assertEquals(HostError.NOT_A_DISK_IMAGE, failure.kind());
    }

    private Path blank(String name, long sizeBytes) {
        Path disk = folder.resolve(name);
        QemuImg.createBlank(disk, sizeBytes);
        return disk;
    }

    private Path random(String name, long sizeBytes) throws IOException {
        byte[] content = new byte[(int) sizeBytes];
        new Random(sizeBytes).nextBytes(content);
        return Files.write(folder.resolve(name), content);
    }

    private static void assertNothingIn(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            assertEquals(List.of(), entries.toList());
        }
    }
}
