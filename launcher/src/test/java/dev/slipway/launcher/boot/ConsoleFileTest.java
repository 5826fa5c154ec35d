package dev.slipway.launcher.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleFileTest {

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void nameLog() {
        log = folder.resolve("console.log");
    }

    @Test
    void aFileThatIsNotThereYetIsReadOnceItIs() throws Exception {
        try (ConsoleFile console = new ConsoleFile(log, 0)) {
            assertEquals("", console.readNew());
            Files.writeString(log, "one");
            assertEquals("one", console.readNew());
            Files.writeString(log, "two", StandardOpenOption.APPEND);
            assertEquals("two", console.readNew());
            assertEquals("", console.readNew());
        }
    }

    @Test
    void nothingIsLostWhenItIsMovedAway() throws Exception {
        Files.writeString(log, "one");
        try (ConsoleFile console = new ConsoleFile(log, 0)) {
            assertEquals("one", console.readNew());
            Files.writeString(log, "two", StandardOpenOption.APPEND);
            Files.move(log, folder.resolve("console.log.0"));
            assertEquals("two", console.readNew());
            Files.writeString(log, "three, which is longer than what was read of the one before");
            assertEquals("three, which is longer than what was read of the one before", console.readNew());
        }
    }

    @Test
    void whatWasMovedAwaySinceTheStartIsReadFirst() throws Exception {
        Path moved = Files.writeString(folder.resolve("console.log.0"), "one ");
        Files.writeString(log, "two");
        Instant start = Instant.now().minusSeconds(100);
        try (ConsoleFile console = ConsoleFile.since(log, start)) {
            assertEquals("one two", console.readNew());
        }
        Files.setLastModifiedTime(moved, FileTime.from(start.minusSeconds(1)));
        try (ConsoleFile console = ConsoleFile.since(log, start)) {
            assertEquals("two", console.readNew(), "what an earlier run printed does not count");
        }
    }
}
