package dev.slipway.launcher.cli.progress;

import dev.slipway.host.progress.Progress;
import dev.slipway.launcher.cli.output.Printable;
import dev.slipway.launcher.settings.DurationText;
import dev.slipway.launcher.settings.SizeText;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How fast one step goes: rate and remaining time, measured since the step began. Work is counted in bytes. */
final class Pace {

    private static final long SECOND = 1_000_000_000L;
    /** Amounts from here on are bytes; smaller totals count things, and a rate of those tells nothing. */
    private static final long SMALLEST_SIZE = 4096;

    private final String step;
    private final LongSupplier nanoTime;
    private final long began;
    private final long already;

    Pace(String step, long done, LongSupplier nanoTime) {
        this.step = Printable.line(step);
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.already = done;
    }

    String step() {
        return step;
    }

    /** Per cent, rate and remaining time: {@code 42%, 120 MiB/s, 3s left}; without a total, how much is done. */
    String describe(long done, long total) {
        boolean known = total != Progress.UNKNOWN;
        StringBuilder text = new StringBuilder();
        if (known) {
            text.append(Math.min(100, done * 100 / total)).append('%');
        } else {
            text.append(SizeText.of(done));
        }
        long nanos = nanoTime.getAsLong() - began;
        double perSecond = nanos <= 0 ? 0 : (done - already) * (double) SECOND / nanos;
        if (perSecond >= 1 && nanos >= SECOND / 2 && total >= SMALLEST_SIZE) {
            text.append(", ").append(SizeText.of((long) perSecond)).append("/s");
            if (known && done < total) {
                long seconds = (long) Math.ceil((total - done) / perSecond);
                text.append(", ").append(DurationText.of(Duration.ofSeconds(seconds))).append(" left");
            }
        }
        return text.toString();
    }
}
