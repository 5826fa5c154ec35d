package dev.slipway.launcher.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.process.Subprocess;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build's own step that makes classes of lambdas: what a class does must stay the same. */
class LinkAheadTest {

    @Test
    void aClassDoesTheSameWithoutItsLambdas(@TempDir Path folder) throws Exception {
        Path here = Path.of(LinkedShapes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String place = "dev/slipway/launcher/program";
        Files.createDirectories(folder.resolve(place));
        for (Path file : shapes(here.resolve(place))) {
            Files.copy(file, folder.resolve(place).resolve(file.getFileName()));
        }

        Subprocess.run(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "src/build/LinkAhead.java", folder.toString()), Duration.ofMinutes(2));

        String before = new LinkedShapes().get();
        assertTrue(before.endsWith("true true]"), before);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Object after = loader.loadClass(LinkedShapes.class.getName()).getDeclaredConstructor().newInstance();
            assertEquals(before.replace("true true]", "false false]"), ((Supplier<?>) after).get());
        }
    }

    private static List<Path> shapes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("LinkedShapes")).toList();
        }
    }
}
