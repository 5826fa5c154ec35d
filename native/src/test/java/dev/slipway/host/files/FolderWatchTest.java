package dev.slipway.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Being told that a file was written. */
class FolderWatchTest {

    private final Semaphore told = new Semaphore(0);

    @Test
    void filesOfTheNameAreToldWhenTheyComeAndWhenTheyGrow(@TempDir Path folder) throws Exception {
        try (FolderWatch watch = FolderWatch.begin(folder, "catalogue.db", told::release)) {
            Path log = Files.writeString(folder.resolve("catalogue.db-wal"), "one");
            assertTrue(told.tryAcquire(10, TimeUnit.SECONDS), "a new file");
            Thread.sleep(100);
            told.drainPermits();
            Files.writeString(log, "two", StandardOpenOption.APPEND);
            assertTrue(told.tryAcquire(10, TimeUnit.SECONDS), "a file that grows");
            assertEquals(watch, watch);
        }
    }

    @Test
    void otherFilesAreNotToldAndNothingIsAfterTheEnd(@TempDir Path folder) throws Exception {
        FolderWatch watch = FolderWatch.begin(folder, "catalogue.db", told::release);
        Files.writeString(folder.resolve("images"), "");
        // What comes later has been told, so what came before would have been.
        Files.writeString(folder.resolve("catalogue.db"), "");
        assertTrue(told.tryAcquire(10, TimeUnit.SECONDS));
        assertEquals(0, told.availablePermits());
        watch.close();
        Files.writeString(folder.resolve("catalogue.db-wal"), "");
        assertEquals(0, told.availablePermits());
    }

    @Test
    void aFolderThatIsNotThereCannotBeWatched(@TempDir Path folder) {
        HostException thrown = assertThrows(HostException.class,
                () -> FolderWatch.begin(folder.resolve("missing"), "catalogue.db", told::release));
        assertEquals(HostError.FILE_FAILED, thrown.kind());
    }
}
