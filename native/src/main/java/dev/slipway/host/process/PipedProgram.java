package dev.slipway.host.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A program at the other end of a pipe: as much goes in or comes out as there is, none of it held in memory. It has
 * ended whatever way this ends.
 *
 * <p>Codes: PROGRAM_MISSING, PROGRAM_FAILED when it cannot be started, INTERRUPTED.
 */
public final class PipedProgram {

    private final String name;
    private final Process process;
    private final Drain stderr;

    private PipedProgram(String name, Process process) {
        this.name = name;
        this.process = process;
        this.stderr = new Drain(process.getErrorStream(), null);
        stderr.start();
    }

    /** Writes what a program reads. */
    @FunctionalInterface
    public interface Source {
        void writeTo(OutputStream stdin) throws IOException;
    }

    /** Reads what a program writes. */
    @FunctionalInterface
    public interface Sink {
        void readFrom(InputStream stdout) throws IOException;
    }

    /**
     * Feeds a program; it may end before it has read all, and says so by its exit code.
     *
     * @return how it ended, with what it said on standard error
     */
    public static Subprocess.Output feed(List<String> command, Source source) {
        return start(command).run(process -> {
            try (OutputStream stdin = process.getOutputStream()) {
                source.writeTo(stdin);
            }
        });
    }

    /**
     * Reads all that a program writes.
     *
     * @return how it ended, with what it said on standard error
     */
    public static Subprocess.Output drain(List<String> command, Sink sink) {
        return start(command).run(process -> {
            process.getOutputStream().close();
            try (InputStream stdout = process.getInputStream()) {
                sink.readFrom(stdout);
            }
        });
    }

    private static PipedProgram start(List<String> command) {
        String name = command.get(0);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        try {
            return new PipedProgram(name, builder.start());
        } catch (IOException e) {
            throw Program.find(name).isEmpty() ? ProgramFailure.missing(name, e) : ProgramFailure.notStarted(name, e);
        }
    }

    /** The work at our end of the pipe. */
    private interface Work {
        void with(Process process) throws IOException;
    }

    private Subprocess.Output run(Work work) {
        boolean done = false;
        try {
            work.with(process);
            done = true;
        } catch (IOException e) {
            // The pipe broke because the program ended: what it says of that is worth more than this.
            process.destroy();
            done = true;
        } finally {
            if (!done) {
                process.destroyForcibly();
            }
        }
        try {
            int exit = process.waitFor();
            stderr.join();
            return new Subprocess.Output(exit, "", stderr.text());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw ProgramFailure.interrupted(name, e);
        }
    }
}
