package dev.slipway.launcher.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A command line at a terminal, that of util-linux' {@code script}. */
final class Pty implements AutoCloseable {

    private final Process process;
    private final StringBuffer shown = new StringBuffer();
    private final Thread reader = new Thread(this::read, "pty");

    private Pty(Process process) {
        this.process = process;
        reader.setDaemon(true);
        reader.start();
    }

    static Pty running(String line, Path home) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("script", "-q", "-e", "-c", line, "/dev/null").redirectErrorStream(true);
        builder.environment().put("SLIPWAY_HOME", home.toString());
        return new Pty(builder.start());
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            int count = in.read(buffer);
            while (count >= 0) {
                shown.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                count = in.read(buffer);
            }
        } catch (IOException e) {
            shown.append(e);
        }
    }

    /** Presses keys. */
    void type(String keys) throws IOException {
        OutputStream stdin = process.getOutputStream();
        stdin.write(keys.getBytes(StandardCharsets.ISO_8859_1));
        stdin.flush();
    }

    /** Returns once the terminal has shown this. */
    void await(String text) {
        try {
            Await.until("the terminal shows " + text, () -> shown.indexOf(text) >= 0);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it shows:\n" + shown, e);
        }
    }

    /** Returns once the command has ended, and all it showed is known. */
    void end() throws InterruptedException {
        process.waitFor(1, TimeUnit.MINUTES);
        reader.join();
    }

    String shown() {
        return shown.toString();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
