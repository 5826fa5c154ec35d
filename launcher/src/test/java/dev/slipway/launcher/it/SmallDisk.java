package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk in memory for a home that is to run out of space. Takes root. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    /** One of a size as mount has it, such as {@code 8m}. */
    SmallDisk(String size) throws IOException {
        folder = Files.createTempDirectory(Path.of("/var/tmp"), "slipway-it-full");
        assertEquals(0, run("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=755", "slipway-it", folder.toString()));
    }

    Path folder() {
        return folder;
    }

    /** To the last byte: from now on not even the catalogue can be written. */
    void fill() throws IOException {
        run("dd", "if=/dev/zero", "of=" + filling(), "bs=4k");
    }

    void makeRoom() throws IOException {
        Files.delete(filling());
    }

    private Path filling() {
        return folder.resolve("filling");
    }

    private static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        assertEquals(0, run("umount", folder.toString()));
        Files.deleteIfExists(folder);
    }
}
