package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** Programs that use a client of others to speak to the endpoint: those of docs/examples, and a few for tests alone. */
final class StockClient {

    /** What the documentation shows. */
    static final Path EXAMPLES = Path.of("../docs/examples").toAbsolutePath().normalize();
    /** What only tests ask for. */
    static final Path PROGRAMS = Path.of("src/test/clients").toAbsolutePath();
    private static final Path NODE = Path.of("target/node").toAbsolutePath();
    private static final String SECONDS_UNTIL_HUNG = "900";

    private final Map<String, String> environment;

    /** One that finds this in its environment, and nothing of its user's settings for AWS. */
    StockClient(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Starts a program whose lines go to a file, and what it complains of to another. */
    Process start(Path folder, File lines, File complaints, List<String> words) {
        List<String> command = new ArrayList<>(List.of("timeout", SECONDS_UNTIL_HUNG));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(lines).redirectError(complaints);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
        builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        builder.environment().put("PYTHONUNBUFFERED", "1");
        // Debian's own clients come before those that a developer may have installed beside them.
        builder.environment().merge("PATH", "/usr/bin", (path, debian) -> debian + ":" + path);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program to its end, which must be a good one, and returns the lines that it printed. */
    List<String> run(Path folder, List<String> words) {
        try {
            File lines = File.createTempFile("slipway-it", ".out");
            File complaints = File.createTempFile("slipway-it", ".err");
            try {
                int exit = start(folder, lines, complaints, words).waitFor();
                String said = Files.readString(lines.toPath());
                String complained = Files.readString(complaints.toPath());
                assertEquals(0, exit, () -> String.join(" ", words) + ": " + said + complained);
                return said.lines().toList();
            } finally {
                FileUtils.delete(lines);
                FileUtils.delete(complaints);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs one of the Python programs by Debian's Python, which has Debian's boto3. */
    List<String> python(Path program, String... words) {
        return run(program.getParent(), Stream.concat(Stream.of("/usr/bin/python3", program.toString()), Stream.of(words)).toList());
    }

    /** Runs a program in Java, with the jars of this test on its class path. */
    List<String> java(Path program, String... words) {
        Stream<String> java = Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), program.toString());
        return run(program.getParent(), Stream.concat(java, Stream.of(words)).toList());
    }

    /** Runs a program in JavaScript, with the packages that lie beside it, installed into a folder for builds. */
    List<String> node(Path program, String... words) throws IOException {
        Files.createDirectories(NODE);
        for (String name : List.of(program.getFileName().toString(), ".npmrc", "package.json", "package-lock.json")) {
            FileUtils.copyFileToDirectory(program.resolveSibling(name).toFile(), NODE.toFile());
        }
        run(NODE, List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"));
        return run(NODE, Stream.concat(Stream.of("node", program.getFileName().toString()), Stream.of(words)).toList());
    }
}
