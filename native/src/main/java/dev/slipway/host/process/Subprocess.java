package dev.slipway.host.process;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run of another program: an argument list (never a shell), a deadline, its output drained while it runs.
 * Messages are asked for in English ({@code LC_ALL=C}); standard input is empty unless {@link #input} gives some.
 *
 * <p>Whatever way {@link #run()} ends, the program has ended too: at the deadline and when the calling thread is
 * interrupted it is asked to end, then killed, and waited for.
 *
 * <p>Codes: PROGRAM_MISSING, PROGRAM_FAILED, PROGRAM_TIMED_OUT, INTERRUPTED.
 */
public final class Subprocess {

    private static final File NOTHING = new File("/dev/null");

    private final List<String> command;
    private final Duration deadline;
    private Path folder;
    private byte[] input;
    private ResourceLimits limits;
    private boolean endsWithCaller;
    private Consumer<String> stdoutLines;
    private Consumer<String> stderrLines;

    private Subprocess(List<String> command, Duration deadline) {
        this.command = List.copyOf(command);
        this.deadline = requireNonNull(deadline, "deadline");
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no program to run");
        }
    }

    /** What a program said (the last MiB of each) and how it ended. */
    public record Output(int exit, String stdout, String stderr) {

        /** The last lines on standard error as one line, without control characters and full stop. */
        public String lastWords() {
            return ProgramFailure.lastLines(stderr);
        }
    }

    /** Runs a program to its end; anything but exit 0 throws. */
    public static Output run(List<String> command, Duration deadline) {
        return of(command, deadline).run();
    }

    /** A run to be prepared further; nothing starts yet. */
    public static Subprocess of(List<String> command, Duration deadline) {
        return new Subprocess(command, deadline);
    }

    /** Runs it in this folder. */
    public Subprocess in(Path folder) {
        this.folder = folder;
        return this;
    }

    /** Gives it this on standard input. */
    public Subprocess input(byte[] content) {
        this.input = content.clone();
        return this;
    }

    /** Limits what it may use; costs a millisecond. */
    public Subprocess limits(ResourceLimits limits) {
        this.limits = limits;
        return this;
    }

    /**
     * Has the kernel kill it when this process is killed: a program that writes for minutes must not go on writing
     * into a folder whose owner is dead. Costs a few milliseconds.
     */
    public Subprocess endingWithCaller() {
        this.endsWithCaller = true;
        return this;
    }

    /** Tells each line of standard output as it comes, from another thread. */
    public Subprocess onOutput(Consumer<String> line) {
        this.stdoutLines = line;
        return this;
    }

    /** Tells each line of standard error as it comes, from another thread. */
    public Subprocess onError(Consumer<String> line) {
        this.stderrLines = line;
        return this;
    }

    /** Runs it to its end; anything but exit 0 throws PROGRAM_FAILED with its own words. */
    public Output run() {
        Output output = runToAnyExit();
        if (output.exit() != 0) {
            throw ProgramFailure.of(command.get(0), output);
        }
        return output;
    }

    /** Runs it to its end and leaves it to the caller what its exit code means. */
    public Output runToAnyExit() {
        return new RunningProgram(command.get(0), start(), input, stdoutLines, stderrLines).await(deadline);
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(wrapped());
        builder.environment().put("LC_ALL", "C");
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        if (input == null) {
            builder.redirectInput(NOTHING);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            if (folder != null && !Files.isDirectory(folder)) {
                throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' does not exist.", e);
            }
            throw Program.find(command.get(0)).isEmpty() ? ProgramFailure.missing(command.get(0), e)
                    : ProgramFailure.notStarted(command.get(0), e);
        }
    }

    private List<String> wrapped() {
        if (limits == null && !endsWithCaller) {
            return command;
        }
        if (Program.find(command.get(0)).isEmpty()) {
            // Found out here: the wrappers would report it in words of their own.
            throw ProgramFailure.missing(command.get(0), null);
        }
        List<String> words = new ArrayList<>();
        if (endsWithCaller) {
            words.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        }
        if (limits != null) {
            words.addAll(limits.prefix());
        }
        words.addAll(command);
        return words;
    }
}
