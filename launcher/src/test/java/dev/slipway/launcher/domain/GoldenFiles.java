package dev.slipway.launcher.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Files with the XML we mean to write. {@code mvn test -Dslipway.golden=write} writes them anew, for review. */
final class GoldenFiles {

    private static final Path FOLDER = Path.of("src/test/resources/dev/slipway/launcher/domain");

    private GoldenFiles() {
    }

    static void check(String name, String xml) throws IOException {
        if ("write".equals(System.getProperty("slipway.golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file(name), xml);
        }
        assertEquals(Files.readString(file(name)), xml, name);
    }

    static Path file(String name) {
        return FOLDER.resolve(name + ".xml");
    }

    /** The names of all files there are. */
    static Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString().replace(".xml", "")));
            return names;
        }
    }
}
