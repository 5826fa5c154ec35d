package dev.slipway.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    @Test
    void findsAProgramOnTheFirstFolderOfThePathThatHasIt(@TempDir Path folder) throws IOException {
        Path program = executable(folder.resolve("tool"));
        String path = folder.resolve("none") + ":" + folder + ":/usr/bin";
        assertEquals(Optional.of(new Program("tool", program)), Program.find("tool", path));
    }

    @Test
    void skipsWhatIsNotExecutable(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("tool"));
        Files.createDirectory(folder.resolve("folder"));
        assertEquals(Optional.empty(), Program.find("tool", folder.toString()));
        assertEquals(Optional.empty(), Program.find("folder", folder.toString()));
        assertEquals(Optional.empty(), Program.find("tool", null));
    }

    @Test
    void takesANameWithASlashAsItIs(@TempDir Path folder) throws IOException {
        Path program = executable(folder.resolve("tool"));
        assertEquals(Optional.of(new Program(program.toString(), program)), Program.find(program.toString()));
    }

    @Test
    void quotesTheFirstLineOfAVersion() {
        String line = Program.find("qemu-img").orElseThrow().versionLine().orElseThrow();
        assertTrue(line.startsWith("qemu-img version "), line);
    }

    @Test
    void hasNoVersionOfAProgramThatWillNotSay() {
        assertEquals(Optional.empty(), Program.find("false").orElseThrow().versionLine());
    }

    private static Path executable(Path file) throws IOException {
        Files.createFile(file);
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }
}
