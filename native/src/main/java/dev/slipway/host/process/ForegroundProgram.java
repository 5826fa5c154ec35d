package dev.slipway.host.process;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that has the terminal for itself while it runs: it reads what the user types and writes where this process
 * would. Its messages are in the user's language, and its exit code is for the caller to judge.
 *
 * <p>Codes: PROGRAM_MISSING, PROGRAM_FAILED when it cannot be started, PROGRAM_TIMED_OUT, INTERRUPTED. It has ended
 * whatever way this ends.
 */
public final class ForegroundProgram {

    private static final long GRACE_SECONDS = 2;

    private ForegroundProgram() {
    }

    /**
     * Runs it to its end.
     *
     * @param reads whether it gets this process's standard input; else it has nothing to read
     * @param deadline when it is ended
     * @return its exit code
     */
    public static int run(List<String> command, boolean reads, Duration deadline) {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        if (!reads) {
            builder.redirectInput(new File("/dev/null"));
        }
        String name = command.get(0);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw Program.find(name).isEmpty() ? ProgramFailure.missing(name, e) : ProgramFailure.notStarted(name, e);
        }
        try {
            if (process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                return process.exitValue();
            }
            end(process);
            throw ProgramFailure.timedOut(name, deadline, "");
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw ProgramFailure.interrupted(name, e);
        }
    }

    /** Asks it to end, so that it gives the terminal back as it found it; kills it when it does not. */
    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
