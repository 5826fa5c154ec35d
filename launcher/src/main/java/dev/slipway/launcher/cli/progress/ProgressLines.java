package dev.slipway.launcher.cli.progress;

import dev.slipway.launcher.cli.output.Printable;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/** A plain line every few seconds and one at the end of each step, for logs. Short steps say nothing at all. */
final class ProgressLines implements ProgressDisplay {

    private static final long BETWEEN_NANOS = 3_000_000_000L;

    private final PrintStream stderr;
    private final LongSupplier nanoTime;
    private Pace pace;
    private long saidAt;
    private boolean said;

    ProgressLines(PrintStream stderr, LongSupplier nanoTime) {
        this.stderr = stderr;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void at(String step, long done, long total) {
        long now = nanoTime.getAsLong();
        if (pace == null || !pace.step().equals(Printable.line(step))) {
            pace = new Pace(step, done, nanoTime);
            saidAt = now;
            said = false;
        }
        if (now - saidAt >= BETWEEN_NANOS || done >= total && said) {
            saidAt = now;
            said = done < total;
            stderr.println("slipway: " + pace.step() + ": " + pace.describe(done, total));
        }
    }

    @Override
    public void pause() {
        // Every line ends with a line break: nothing is in the way.
    }

    @Override
    public void close() {
        pause();
    }
}
