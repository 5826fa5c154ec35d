package dev.slipway.host.process;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The terminal on standard input, handing on every key as it is pressed: no line is gathered, nothing echoed, and Ctrl-C is
 * a key as any other. It is as it was before once this is closed, and also when this process ends by a signal that can be
 * caught.
 */
public final class RawTerminal implements AutoCloseable {

    private static final List<String> TELL = List.of("-g");
    private static final List<String> RAW = List.of("raw", "-echo");

    private final String before;
    private final Thread atExit;
    private boolean restored;

    private RawTerminal(String before) {
        this.before = before;
        this.atExit = new Thread(this::restore, "terminal");
    }

    /** Whether standard input is a terminal. */
    public static boolean isThere() {
        return stty(TELL).isPresent();
    }

    /** Makes it raw; empty where standard input is no terminal. Throws PROGRAM_MISSING without {@code stty}. */
    public static Optional<RawTerminal> open() {
        Optional<String> settings = stty(TELL);
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        RawTerminal terminal = new RawTerminal(settings.get().strip());
        // First the way back, then the way there.
        Runtime.getRuntime().addShutdownHook(terminal.atExit);
        stty(RAW);
        return Optional.of(terminal);
    }

    /** Makes the terminal what it was. */
    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending already; the hook finds nothing left to do.
            return;
        }
    }

    private synchronized void restore() {
        if (!restored) {
            restored = true;
            stty(List.of(before));
        }
    }

    /** What stty says with our standard input; empty where that is no terminal. */
    private static Optional<String> stty(List<String> words) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(words);
        boolean interrupted = Thread.interrupted();
        try {
            Process process = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            throw ProgramFailure.missing("stty", e);
        } catch (InterruptedException e) {
            interrupted = true;
            throw new HostException(HostError.INTERRUPTED, "Interrupted while the terminal was set up.", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
