package dev.slipway.host.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program under way: drained, awaited, and ended when it must. */
final class RunningProgram {

    /** How long a program may tidy up after being asked to end. */
    private static final long GRACE_MILLIS = 2000;
    /** How long output may still come after the end: a daemon the program left behind can hold the pipe open. */
    private static final long STRAGGLERS_MILLIS = 1000;
    /** The JVM reports a program ended by SIGINT this way. */
    private static final int ENDED_BY_SIGINT = 130;

    private final String name;
    private final Process process;
    private final Drain stdout;
    private final Drain stderr;

    RunningProgram(String name, Process process, byte[] input, Consumer<String> stdoutLines,
            Consumer<String> stderrLines) {
        this.name = name;
        this.process = process;
        this.stdout = new Drain(process.getInputStream(), stdoutLines);
        this.stderr = new Drain(process.getErrorStream(), stderrLines);
        stdout.start();
        stderr.start();
        if (input != null) {
            new Feed(process.getOutputStream(), input).start();
        }
    }

    Subprocess.Output await(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                end();
                throw ProgramFailure.timedOut(name, deadline, stderr.text());
            }
            stdout.join(STRAGGLERS_MILLIS);
            stderr.join(STRAGGLERS_MILLIS);
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            throw ProgramFailure.interrupted(name, e);
        }
        if (process.exitValue() == ENDED_BY_SIGINT) {
            // A terminal sends Ctrl-C to the program as well, and its end can be seen before our own interrupt.
            throw ProgramFailure.interrupted(name, null);
        }
        stdout.rethrow();
        stderr.rethrow();
        return new Subprocess.Output(process.exitValue(), stdout.text(), stderr.text());
    }

    /** Asks the program to end, kills it when it does not, and returns when it is gone, interrupted or not. */
    private void end() {
        process.destroy();
        boolean interrupted = false;
        long killAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        while (process.isAlive()) {
            try {
                long left = killAt - System.nanoTime();
                if (left <= 0) {
                    process.destroyForcibly();
                    process.waitFor();
                } else {
                    process.waitFor(left, TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
