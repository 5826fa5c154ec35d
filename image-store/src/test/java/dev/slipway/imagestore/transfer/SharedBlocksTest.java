package dev.slipway.imagestore.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.image.Image;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two regions on one file system that shares blocks: a copy reads nothing and takes no space. */
@Timeout(120)
class SharedBlocksTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"xfs", "btrfs"})
    void aCopyMovesNoByteAndStandsByItself(String kind) throws IOException {
        boolean root = "root".equals(System.getProperty("user.name"));
        assertTrue(root || System.getenv("CI") == null, "mounting a file system takes root");
        Assumptions.assumeTrue(root);
        Path file = folder.resolve(kind + ".img");
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(500L * MIB);
        }
        Subprocess.run(kind.equals("xfs") ? List.of("mkfs.xfs", "-q", "-m", "reflink=1", file.toString())
                : List.of("mkfs.btrfs", "-q", file.toString()), DEADLINE);
        Path disk = Files.createDirectory(folder.resolve(kind));
        Subprocess.run(List.of("mount", "-o", "loop", file.toString(), disk.toString()), DEADLINE);
        try (TwoRegions regions = new TwoRegions(disk)) {
            copy(regions, disk);
        } finally {
            Subprocess.run(List.of("umount", disk.toString()), DEADLINE);
        }
    }

    private static void copy(TwoRegions regions, Path disk) throws IOException {
        Image original = regions.simple("web", 32, 1);
        byte[] content = regions.contentOf(regions.far, original);
        long free = free(disk);
        List<String> steps = new ArrayList<>();
        Image copy = regions.near.store.imageCopies().copy(regions.far, CopyImageRequest.of("web"),
                (step, done, total) -> steps.add(step));
        assertEquals(List.of(), steps, "bytes were moved or read");
        long taken = free - free(disk);
        assertTrue(taken < 8L * MIB, "took " + taken + " bytes");
        assertEquals(TwoRegions.layers(regions.far), TwoRegions.layers(regions.near.store));
        regions.damage(regions.layerOf(original));
        assertArrayEquals(content, regions.contentOf(regions.near.store, copy));
        Image other = regions.simple("other", 2, 2);
        regions.damage(regions.layerOf(other));
        StoreException e = assertThrows(StoreException.class, () -> regions.near.store.imageCopies().copy(regions.far,
                new CopyImageRequest("other", Optional.empty(), Optional.empty(), false, List.of(), true,
                        Optional.empty()), Progress.NONE));
        assertEquals(StoreError.LAYER_DAMAGED, e.kind());
    }

    private static long free(Path disk) {
        Subprocess.run(List.of("sync", "-f", disk.toString()), DEADLINE);
        return disk.toFile().getUsableSpace();
    }
}
