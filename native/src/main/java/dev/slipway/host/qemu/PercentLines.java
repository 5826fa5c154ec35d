package dev.slipway.host.qemu;

import dev.slipway.host.progress.Progress;
import java.util.function.Consumer;

/** Turns the lines of {@code qemu-img -p}, such as {@code (12.34/100%)}, into progress in bytes. */
final class PercentLines implements Consumer<String> {

    private final String step;
    private final long totalBytes;
    private final Progress progress;

    PercentLines(String step, long totalBytes, Progress progress) {
        this.step = step;
        this.totalBytes = Math.max(1, totalBytes);
        this.progress = progress;
    }

    @Override
    public void accept(String line) {
        int open = line.indexOf('(');
        int slash = line.indexOf("/100%)");
        if (open < 0 || slash < open) {
            return;
        }
        double percent;
        try {
            percent = Double.parseDouble(line.substring(open + 1, slash).strip());
        } catch (NumberFormatException e) {
            // Only decoration is lost.
            return;
        }
        progress.at(step, Math.min(totalBytes, Math.round(totalBytes * percent / 100)), totalBytes);
    }
}
