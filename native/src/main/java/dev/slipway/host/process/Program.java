package dev.slipway.host.process;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A program that is installed.
 *
 * @param name what it was looked for by
 * @param file where it is
 */
public record Program(String name, Path file) {

    private static final Duration VERSION_DEADLINE = Duration.ofSeconds(10);

    public Program {
        requireNonNull(name, "name");
        requireNonNull(file, "file");
    }

    /** Looks a program up as a shell would: on {@code PATH}, or where it is when the name holds a slash. */
    public static Optional<Program> find(String name) {
        return find(name, System.getenv("PATH"));
    }

    /** Looks a program up on the given search path; an absent path finds nothing. */
    static Optional<Program> find(String name, String searchPath) {
        if (name.indexOf('/') >= 0) {
            return at(name, Path.of(name));
        }
        if (searchPath == null) {
            return Optional.empty();
        }
        for (String folder : searchPath.split(File.pathSeparator)) {
            Optional<Program> found = at(name, Path.of(folder, name));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Program> at(String name, Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file)
                ? Optional.of(new Program(name, file.toAbsolutePath())) : Optional.empty();
    }

    /** The first line of what it says of its version; nothing when it will not say. */
    public Optional<String> versionLine() {
        try {
            Subprocess.Output output = Subprocess.run(List.of(file.toString(), "--version"), VERSION_DEADLINE);
            return (output.stdout() + output.stderr()).lines().map(String::strip)
                    .filter(line -> !line.isEmpty()).findFirst();
        } catch (HostException e) {
            if (e.kind() == HostError.INTERRUPTED) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
