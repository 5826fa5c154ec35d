package dev.slipway.host.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.iso.IsoImage;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A file system of one MiB, really full. */
@Timeout(30)
class FullDiskTest {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;
    private Path small;
    private Path large;

    @BeforeEach
    void mountASmallFileSystem() throws IOException {
        boolean root = "root".equals(System.getProperty("user.name"));
        String why = "mounting a small file system takes root";
        assertTrue(root || System.getenv("CI") == null, why);
        Assumptions.assumeTrue(root, why);
        small = Files.createDirectory(folder.resolve("small"));
        Subprocess.run(List.of("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString()), DEADLINE);
        byte[] content = new byte[2 * MIB];
        new Random(1).nextBytes(content);
        large = Files.write(folder.resolve("large.raw"), content);
    }

    @AfterEach
    void unmount() {
        if (small != null) {
            Subprocess.run(List.of("umount", small.toString()), DEADLINE);
        }
    }

    @Test
    void aWriteThatDoesNotFitLeavesTheOldContent() throws IOException {
        Path file = small.resolve("layer.json");
        DurableFiles.write(file, new byte[] {1});
        assertFull(() -> DurableFiles.write(file, new byte[2 * MIB]));
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(file));
        assertEquals(List.of(file), entries());
    }

    @Test
    void aCopyThatDoesNotFitLeavesNothing() throws IOException {
        assertFull(() -> DurableFiles.copy(large, small.resolve("copy"), Progress.NONE));
        assertFull(() -> DurableFiles.copyAndHash(large, small.resolve("copy"), Progress.NONE));
        assertEquals(List.of(), entries());
    }

    @Test
    void aConversionThatDoesNotFitLeavesNothing() throws IOException {
        assertFull(() -> QemuImg.convert(large, DiskFormat.RAW, small.resolve("disk.qcow2"), DiskFormat.QCOW2,
                Progress.NONE));
        assertEquals(List.of(), entries());
    }

    @Test
    void aNewImageAndASeedThatDoNotFitLeaveNothing() throws IOException {
        Path filling = small.resolve("filling");
        assertThrows(IOException.class, () -> Files.write(filling, new byte[2 * MIB]));
        assertFull(() -> QemuImg.createBlank(small.resolve("disk.qcow2"), MIB));
        assertFull(() -> IsoImage.make(small.resolve("seed.iso"), "cidata", Map.of("user-data", new byte[16384])));
        assertEquals(List.of(filling), entries());
    }

    @Test
    void spaceIsSeenToBeMissingBeforehand() {
        assertFull(() -> DurableFiles.requireSpace(small, 2 * MIB));
    }

    private void assertFull(Executable attempt) {
        HostException failure = assertThrows(HostException.class, attempt);
        assertEquals(HostError.NO_SPACE, failure.kind(), failure.getMessage());
        assertTrue(failure.getMessage().contains("'" + small), failure.getMessage());
    }

    private List<Path> entries() throws IOException {
        try (var entries = Files.list(small)) {
            return entries.toList();
        }
    }
}
