package dev.slipway.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a file system shares blocks, a copy takes no space, and the same time at any size. */
@Timeout(120)
class ReflinkTest {

    private static final int MIB = 1 << 20;
    private static final int RUNS = 5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"xfs", "btrfs"})
    void aCopySharesItsBlocksAndTakesTheSameTimeAtAnySize(String kind) throws IOException {
        try (LoopFileSystem disk = LoopFileSystem.mount(kind, folder, 1200L * MIB)) {
            Path small = write(disk.path().resolve("small"), 16);
            Path large = write(disk.path().resolve("large"), 512);
            assertTrue(DurableFiles.mayShareBlocks(large, disk.path()));
            assertFalse(DurableFiles.mayShareBlocks(large, folder));
            long free = disk.freeBytes();
            long ofSmall = median(small);
            long ofLarge = median(large);
            // Five times 528 MiB would not even have had room.
            long taken = free - disk.freeBytes();
            assertTrue(taken < 16L * MIB, "took " + taken + " bytes");
            // Generous: other work disturbs what takes milliseconds; bytes would make it 32 times.
            assertTrue(ofLarge < 8 * ofSmall + 50_000_000, ofSmall + " ns and " + ofLarge + " ns");
            assertEquals(-1, Files.mismatch(small, disk.path().resolve("small-copy-0")));
            // What is changed afterwards is changed in one of them only.
            Files.write(disk.path().resolve("small-copy-0"), new byte[] {0});
            assertEquals(16L * MIB, Files.size(small));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xfs", "btrfs"})
    void aCopyFromElsewhereIsReadAndHashed(String kind) throws IOException {
        try (LoopFileSystem disk = LoopFileSystem.mount(kind, folder, 400L * MIB)) {
            Path source = write(folder.resolve("source"), 16);
            Optional<String> sha256 =
                    DurableFiles.cloneOrCopyAndHash(source, disk.path().resolve("copy"), Progress.NONE);
            assertEquals(DurableFiles.sha256(source, Progress.NONE), sha256.orElseThrow());
        }
    }

    private static long median(Path file) {
        long[] times = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            Path copy = file.resolveSibling(file.getFileName() + "-copy-" + run);
            long begin = System.nanoTime();
            assertEquals(Optional.empty(), DurableFiles.cloneOrCopyAndHash(file, copy, Progress.NONE));
            times[run] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        return times[RUNS / 2];
    }

    private static Path write(Path file, int mib) throws IOException {
        byte[] block = new byte[MIB];
        new Random(mib).nextBytes(block);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mib; i++) {
                out.write(block);
            }
        }
        DurableFiles.sync(file);
        return file;
    }
}
