package dev.slipway.launcher.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as users start it: from any place, by any name, in any environment. Boots nothing. */
class BuiltProgramIT {

    private static final Path DIST = Path.of("../target/slipway").toAbsolutePath().normalize();
    private static final Path PROGRAM = DIST.resolve("bin/slipway");

    @TempDir
    private Path folder;

    private record Ended(int exit, String out, String err) {
    }

    @Test
    void itStartsByItsFullNameByARelativeOneAndThroughLinks() throws Exception {
        assertEquals("slipway 0.1.0\n", run(Map.of(), PROGRAM.toString(), "--version").out());
        Path link = Files.createSymbolicLink(folder.resolve("first"), PROGRAM);
        Path linkToLink = Files.createSymbolicLink(folder.resolve("second"), link.getFileName());
        assertEquals("slipway 0.1.0\n", run(Map.of(), linkToLink.toString(), "--version").out());
        assertEquals("slipway 0.1.0\n", run(Map.of("PATH", folder + ":" + System.getenv("PATH")),
                "sh", "-c", "cd " + DIST.getParent() + " && slipway/bin/slipway --version").out());
        assertEquals("slipway 0.1.0\n", run(Map.of("PATH", folder + ":" + System.getenv("PATH")),
                "sh", "-c", "second --version").out());
    }

    @Test
    void nearlyEveryClassComesFromTheArchive() throws Exception {
        Path log = folder.resolve("classes.log");
        Ended ended = run(Map.of("SLIPWAY_JAVA_OPTS", "-Xlog:class+load:file=" + log),
                PROGRAM.toString(), "image", "list");
        assertEquals(0, ended.exit(), ended.err());
        List<String> fromElsewhere = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            assertFalse(line.contains("dev.slipway") && line.contains("$$Lambda$"), "the build makes classes of lambdas: " + line);
            if (line.contains("source:") && !line.contains("shared objects file")) {
                fromElsewhere.add(line);
            }
        }
        assertTrue(fromElsewhere.size() < 20, fromElsewhere.toString());
    }

    @Test
    void itWorksWithoutTheArchiveAndFromAnotherPlaceAndSaysNothingOfIt() throws Exception {
        Path moved = folder.resolve("a place/slipway");
        copy(DIST, moved);
        Ended ended = run(Map.of(), moved.resolve("bin/slipway").toString(), "image", "list");
        assertEquals(new Ended(0, "{\n    \"Images\": []\n}\n", ""), ended);
        try (Stream<Path> files = Files.list(moved.resolve("lib"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".jsa")) {
                    Files.delete(file);
                }
            }
        }
        assertEquals(ended, run(Map.of(), moved.resolve("bin/slipway").toString(), "image", "list"));
    }

    @Test
    void anUnfitJavaIsToldInOneLine() throws Exception {
        Path java = Files.createDirectories(folder.resolve("java"));
        Ended none = run(Map.of("JAVA_HOME", java.toString()), PROGRAM.toString(), "--version");
        assertEquals(6, none.exit());
        assertTrue(none.err().startsWith("slipway: ProgramMissing: JAVA_HOME is '" + java + "'"), none.err());
        Files.createSymbolicLink(Files.createDirectories(java.resolve("bin")).resolve("java"), Path.of("/bin/false"));
        Files.writeString(java.resolve("release"), "JAVA_RUNTIME_VERSION=\"11.0.2+9\"\n");
        Ended old = run(Map.of("JAVA_HOME", java.toString()), PROGRAM.toString(), "--version");
        assertEquals(6, old.exit());
        assertTrue(old.err().contains("is version 11.0.2+9; Slipway needs 17 or newer."), old.err());
    }

    @Test
    void namesBeyondAsciiSurviveTheCLocale() throws Exception {
        Ended ended = run(Map.of("LC_ALL", "C"), PROGRAM.toString(), "image", "describe", "größer");
        assertEquals("slipway: InvalidAMIID.NotFound: The image 'größer' does not exist.",
                ended.err().split("\n")[0]);
        assertEquals(3, ended.exit());
    }

    @Test
    void completionIsReadyMadeAndReadableByBash() throws Exception {
        Ended ended = run(Map.of(), PROGRAM.toString(), "completion", "bash");
        assertEquals(Files.readString(DIST.resolve("share/bash-completion/completions/slipway")), ended.out());
        Ended completed = run(Map.of(), "bash", "-c", "source <(" + PROGRAM + " completion bash); "
                + "COMP_WORDS=(slipway ima); COMP_CWORD=1; _complete_slipway; echo \"${COMPREPLY[@]}\"");
        assertEquals("image", completed.out().strip(), completed.err());
    }

    @Test
    void aSignalEndsACommandWithItsExitCodeAndLeavesNothing() throws Exception {
        assertEquals(0, run(Map.of(), PROGRAM.toString(), "image", "list").exit());
        Path disk = Files.write(folder.resolve("disk.raw"), bootable());
        Path region = folder.resolve("home/regions/local-1");
        // Whoever else changes the catalogue waits for us, for as long as it takes to be interrupted.
        try (Connection busy = DriverManager.getConnection("jdbc:sqlite:" + region.resolve("catalogue.db"));
                Statement statement = busy.createStatement()) {
            for (Map.Entry<String, Integer> signal : Map.of("INT", 130, "TERM", 143).entrySet()) {
                statement.execute("BEGIN IMMEDIATE");
                // A background job of a script has SIGINT ignored, and its children inherit that.
                Process process = start(Map.of(), "env", "--default-signal=INT,TERM",
                        PROGRAM.toString(), "image", "import", disk.toString(), "--name", "web");
                awaitUseOf(region.resolve("catalogue.db"), process);
                new ProcessBuilder("kill", "-" + signal.getKey(), Long.toString(process.pid())).start().waitFor();
                assertTrue(process.waitFor(60, TimeUnit.SECONDS));
                statement.execute("ROLLBACK");
                assertEquals(signal.getValue(), process.exitValue());
                assertTrue(Files.readString(folder.resolve("err")).startsWith("slipway: Interrupted: "),
                        Files.readString(folder.resolve("err")));
            }
        }
        assertEquals("{\n    \"Images\": []\n}\n", run(Map.of(), PROGRAM.toString(), "image", "list").out());
        for (String left : List.of("staging", "locks", "layers", "images")) {
            try (Stream<Path> files = Files.list(region.resolve(left))) {
                assertEquals(List.of(), files.collect(Collectors.toList()));
            }
        }
    }

    private static void awaitUseOf(Path file, Process process) throws IOException, InterruptedException {
        Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
        for (boolean open = false; !open; ) {
            assertTrue(process.isAlive(), "ended before it could be interrupted");
            TimeUnit.MILLISECONDS.sleep(10);
            try (Stream<Path> each = Files.list(descriptors)) {
                open = each.anyMatch(descriptor -> pointsTo(descriptor, file));
            }
        }
    }

    private static boolean pointsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
        } catch (IOException e) {
            // Closed since it was listed.
            return false;
        }
    }

    private static byte[] bootable() {
        byte[] disk = new byte[1 << 20];
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        return disk;
    }

    private Ended run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Process process = start(environment, command);
        process.getOutputStream().close();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running: " + List.of(command));
        assertFalse(process.isAlive());
        return new Ended(process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile());
        builder.environment().put("SLIPWAY_HOME", folder.resolve("home").toString());
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                if (!Files.isDirectory(file)) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
