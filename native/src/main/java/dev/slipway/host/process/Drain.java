package dev.slipway.host.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads one stream of a program while it runs, so that it never blocks on a full pipe; keeps the end of what it said
 * and hands each line to a listener. A carriage return ends a line too: programs redraw their progress with it.
 */
final class Drain extends Thread {

    /** More than any answer we parse, and little enough for a program that never stops talking. */
    static final int KEPT_BYTES = 1 << 20;
    private static final int LONGEST_LINE = 1 << 16;

    private final InputStream stream;
    private final Consumer<String> listener;
    private byte[] kept = new byte[4096];
    private int length;
    private int lineStart;
    private RuntimeException listenerFailure;

    /** {@code listener} may be null. */
    Drain(InputStream stream, Consumer<String> listener) {
        super("drain");
        this.stream = stream;
        this.listener = listener;
        setDaemon(true);
    }

    @Override
    public void run() {
        try (stream) {
            while (read()) {
                if (listener != null) {
                    tellLines(false);
                }
            }
        } catch (IOException e) {
            // The program ended or was ended: what was read so far is what it said.
        }
        if (listener != null) {
            tellLines(true);
        }
    }

    private boolean read() throws IOException {
        makeRoom();
        int count = stream.read(kept, length, kept.length - length);
        if (count < 0) {
            return false;
        }
        synchronized (this) {
            length += count;
        }
        return true;
    }

    private synchronized void makeRoom() {
        if (length < kept.length) {
            return;
        }
        if (kept.length < 2 * KEPT_BYTES) {
            kept = Arrays.copyOf(kept, 2 * kept.length);
            return;
        }
        int dropped = length - KEPT_BYTES;
        System.arraycopy(kept, dropped, kept, 0, KEPT_BYTES);
        length = KEPT_BYTES;
        lineStart = Math.max(0, lineStart - dropped);
    }

    private void tellLines(boolean atEnd) {
        for (int i = lineStart; i < length; i++) {
            boolean ends = kept[i] == '\n' || kept[i] == '\r';
            if (ends || i - lineStart >= LONGEST_LINE) {
                tell(lineStart, i);
                lineStart = ends ? i + 1 : i;
            }
        }
        if (atEnd) {
            tell(lineStart, length);
            lineStart = length;
        }
    }

    private void tell(int from, int to) {
        if (from == to || listenerFailure != null) {
            return;
        }
        try {
            listener.accept(new String(kept, from, to - from, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // Reading goes on, or the program would hang; the caller hears of it at the end.
            listenerFailure = e;
        }
    }

    /** The last {@link #KEPT_BYTES} of what was said. */
    synchronized String text() {
        int from = Math.max(0, length - KEPT_BYTES);
        return new String(kept, from, length - from, StandardCharsets.UTF_8);
    }

    /** Throws what the listener threw, if it did. Call it after the thread has ended. */
    void rethrow() {
        if (listenerFailure != null) {
            throw listenerFailure;
        }
    }
}
