package dev.slipway.host.process;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a program's standard input while it runs. */
final class Feed extends Thread {

    private final OutputStream stream;
    private final byte[] content;

    Feed(OutputStream stream, byte[] content) {
        super("feed");
        this.stream = stream;
        this.content = content;
        setDaemon(true);
    }

    @Override
    public void run() {
        try (stream) {
            stream.write(content);
        } catch (IOException e) {
            // The program closed its input without reading all of it. Whether that is an error is for it to say.
        }
    }
}
