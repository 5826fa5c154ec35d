package dev.slipway.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFileTest {

    @TempDir
    private Path folder;

    @Test
    void aFileThatWasMovedAwayIsBegunAnew() throws IOException, InterruptedException {
        Path path = folder.resolve("access.log");
        Path kept = folder.resolve("access.log.1");
        Files.writeString(path, "before\n");
        try (FollowedFile file = new FollowedFile(path)) {
            file.write("one\n".getBytes(StandardCharsets.UTF_8));
            Files.move(path, kept);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!Files.exists(path) && System.nanoTime() < end) {
                file.write("two\n".getBytes(StandardCharsets.UTF_8));
                TimeUnit.MILLISECONDS.sleep(50);
            }
            file.write('3');
        }
        assertTrue(Files.readString(kept).startsWith("before\none\ntwo\n"), Files.readString(kept));
        assertEquals("two\n3", Files.readString(path));
    }
}
