package dev.slipway.launcher.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.host.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

    private static final long MIB = 1 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nanos;

    @Test
    void linesComeEveryFewSecondsAndAtTheEnd() {
        ProgressDisplay lines = new ProgressLines(stream, () -> nanos);
        for (int second = 0; second <= 10; second++) {
            nanos = second * 1_000_000_000L;
            lines.at("copying disk.qcow2", second * 100 * MIB, 1000 * MIB);
        }
        lines.close();
        assertEquals("""
                slipway: copying disk.qcow2: 30%, 100 MiB/s, 7s left
                slipway: copying disk.qcow2: 60%, 100 MiB/s, 4s left
                slipway: copying disk.qcow2: 90%, 100 MiB/s, 1s left
                slipway: copying disk.qcow2: 100%, 100 MiB/s
                """, text());
    }

    @Test
    void workWithoutAKnownEndTellsHowMuchIsDone() {
        ProgressDisplay lines = new ProgressLines(stream, () -> nanos);
        ProgressDisplay bar = new ProgressBar(stream, 60, () -> nanos);
        lines.at("downloading", 0, Progress.UNKNOWN);
        nanos = 4_000_000_000L;
        lines.at("downloading", 400 * MIB, Progress.UNKNOWN);
        bar.at("downloading", 400 * MIB, Progress.UNKNOWN);
        assertEquals("slipway: downloading: 400 MiB, 100 MiB/s\n\r\u001b[Kdownloading 400 MiB", text());
    }

    @Test
    void aShortStepSaysNothing() {
        ProgressDisplay lines = new ProgressLines(stream, () -> nanos);
        lines.at("copying", 0, MIB);
        nanos = 500_000_000L;
        lines.at("copying", MIB, MIB);
        lines.at("hashing", 0, MIB);
        lines.at("hashing", MIB, MIB);
        assertEquals("", text());
    }

    @Test
    void theBarIsRedrawnInPlaceAndWipedInTheEnd() {
        ProgressDisplay bar = new ProgressBar(stream, 60, () -> nanos);
        bar.at("copying", 0, 100 * MIB);
        nanos = 10_000_000L;
        bar.at("copying", MIB, 100 * MIB);
        nanos = 1_000_000_000L;
        bar.at("copying", 50 * MIB, 100 * MIB);
        bar.close();
        bar.close();
        assertEquals("\r\u001b[K[" + " ".repeat(30) + "] copying 0%"
                + "\r\u001b[K[" + "#".repeat(13) + " ".repeat(13) + "] copying 50%, 50 MiB/s, 1s left\r\u001b[K",
                text());
    }

    @Test
    void theBarNeverFillsTheLine() {
        for (int columns = 20; columns < 120; columns++) {
            bytes.reset();
            nanos = 0;
            ProgressDisplay bar = new ProgressBar(stream, columns, () -> nanos);
            bar.at("converting a-rather-long-name-of-a-disk.vmdk", 0, 100 * MIB);
            int width = text().length() - "\r\u001b[K".length();
            assertEquals(true, width < columns, columns + " columns: " + width);
        }
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
