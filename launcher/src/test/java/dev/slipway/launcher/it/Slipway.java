package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built program, on one home folder. */
final class Slipway {

    /** Far beyond what anything takes: only a hang meets it. */
    private static final long MINUTES_UNTIL_HUNG = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Path dist;
    private final List<String> prefix;
    private final Map<String, String> environment;

    Slipway(Path home) {
        this(home, List.of());
    }

    /** The program behind another one, such as {@code nsenter}. */
    Slipway(Path home, List<String> prefix) {
        this(home, Path.of(System.getProperty("slipway.dist")), prefix);
    }

    /** The program as it lies in another folder than the one it was built in. */
    Slipway(Path home, Path dist) {
        this(home, dist, List.of());
    }

    private Slipway(Path home, Path dist, List<String> prefix) {
        this(home, dist, prefix, Map.of());
    }

    private Slipway(Path home, Path dist, List<String> prefix, Map<String, String> environment) {
        this.home = home;
        this.dist = dist;
        this.prefix = prefix;
        this.environment = environment;
    }

    /** The same program on the same home, with these variables in its environment. */
    Slipway in(Map<String, String> other) {
        return new Slipway(home, dist, prefix, other);
    }

    /** What a command said and how it ended. */
    record Result(List<String> command, int exit, String stdout, String stderr) {

        /** Fails the test unless the command ended with this code and named the error. */
        Result refused(int code, String word) {
            assertEquals(code, exit, this::toString);
            assertTrue(stderr.contains("slipway: " + word + ": "), this::toString);
            return this;
        }

        /** Fails the test unless the command succeeded. */
        Result succeeded() {
            assertEquals(0, exit, this::toString);
            return this;
        }

        JsonNode json() {
            try {
                return JSON.readTree(stdout);
            } catch (JsonProcessingException e) {
                throw new AssertionError(toString(), e);
            }
        }

        @Override
        public String toString() {
            return "slipway " + String.join(" ", command) + " ended with " + exit + "\n" + stdout + "\n" + stderr;
        }
    }

    /** A command that runs. */
    record Running(List<String> command, Process process, Path stdout, Path stderr) {

        /** Ends it as a signal of this name would: {@code INT}, {@code KILL}. */
        Running signal(String name) {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return this;
        }

        Result await() {
            try {
                if (!process.waitFor(MINUTES_UNTIL_HUNG, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("hung: slipway " + String.join(" ", command));
                }
                return new Result(command, process.exitValue(), Files.readString(stdout), Files.readString(stderr));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Starts a command. */
    Running start(String... arguments) {
        return start(prefix, arguments);
    }

    /** Starts a command behind another one, such as {@code setpriv}. */
    Running start(List<String> prefix, String... arguments) {
        return start(null, prefix, arguments);
    }

    private Running start(File stdin, List<String> prefix, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program().toString());
        command.addAll(List.of(arguments));
        try {
            Path stdout = Files.createTempFile("slipway-it", ".out");
            Path stderr = Files.createTempFile("slipway-it", ".err");
            stdout.toFile().deleteOnExit();
            stderr.toFile().deleteOnExit();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("SLIPWAY_HOME", home.toString());
            if (stdin != null) {
                builder.redirectInput(stdin);
            }
            return new Running(List.of(arguments), builder.start(), stdout, stderr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    Result run(String... arguments) {
        return start(arguments).await();
    }

    /** A command as a shell's line; none of the words may have quotes. */
    String commandLine(String... arguments) {
        return "'" + program() + "' '" + String.join("' '", arguments) + "'";
    }

    /** Runs a command to its end that can read this. */
    Result runWithInput(String input, String... arguments) throws IOException {
        Path file = Files.createTempFile("slipway-it", ".in");
        try {
            Files.writeString(file, input);
            return start(file.toFile(), List.of(), arguments).await();
        } finally {
            Files.delete(file);
        }
    }

    /** Runs a command that must succeed and returns its JSON. */
    JsonNode json(String... arguments) {
        return run(arguments).succeeded().json();
    }

    Path home() {
        return home;
    }

    private Path program() {
        Path program = dist.resolve("bin").resolve("slipway");
        assertTrue(Files.isExecutable(program), () -> program + " is not built; run scripts/test");
        return program;
    }
}
