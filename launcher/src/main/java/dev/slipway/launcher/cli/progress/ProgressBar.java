package dev.slipway.launcher.cli.progress;

import dev.slipway.launcher.cli.output.Printable;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/** One line that is drawn again and again, and wiped when the work is over. */
final class ProgressBar implements ProgressDisplay {

    private static final long BETWEEN_NANOS = 100_000_000L;
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 5;
    /** Back to the start of the line, and erase what is right of it. */
    private static final String WIPE = "\r\u001b[K";

    private final PrintStream stderr;
    private final int columns;
    private final LongSupplier nanoTime;
    private Pace pace;
    private long drawnAt;
    private boolean drawn;

    ProgressBar(PrintStream stderr, int columns, LongSupplier nanoTime) {
        this.stderr = stderr;
        this.columns = columns;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void at(String step, long done, long total) {
        boolean begins = pace == null || !pace.step().equals(Printable.line(step));
        if (begins) {
            pace = new Pace(step, done, nanoTime);
        }
        long now = nanoTime.getAsLong();
        if (begins || done >= total || now - drawnAt >= BETWEEN_NANOS) {
            drawnAt = now;
            drawn = true;
            stderr.print(WIPE + line(done, total));
            stderr.flush();
        }
    }

    private String line(long done, long total) {
        String words = pace.step() + " " + pace.describe(done, total);
        int room = columns - 1 - Printable.width(words) - 3;
        if (room < SHORTEST_BAR || total == UNKNOWN) {
            return Printable.width(words) < columns ? words : pace.describe(done, total);
        }
        int bar = Math.min(room, LONGEST_BAR);
        int full = (int) Math.min(bar, done * bar / total);
        return "[" + "#".repeat(full) + " ".repeat(bar - full) + "] " + words;
    }

    @Override
    public synchronized void pause() {
        if (drawn) {
            stderr.print(WIPE);
            stderr.flush();
            drawn = false;
        }
    }

    @Override
    public void close() {
        pause();
    }
}
