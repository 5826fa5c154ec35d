package dev.slipway.host.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A file that is added to for a long time, and that others move away meanwhile to keep it or to compress it: within a second it
 * is begun anew under its name. No signal and no restart is needed for that.
 */
public final class FollowedFile extends OutputStream {

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path path;
    private OutputStream out;
    private Object file;
    private long looked;

    /** Opens it, at its end, or makes it. */
    public FollowedFile(Path path) throws IOException {
        this.path = path;
        open();
    }

    private void open() throws IOException {
        out = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        file = identity();
        looked = System.nanoTime();
    }

    private Object identity() throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void follow() throws IOException {
        long now = System.nanoTime();
        if (now - looked > LOOK_NANOS) {
            looked = now;
            if (!Objects.equals(file, identity())) {
                out.close();
                open();
            }
        }
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        follow();
        out.write(bytes, offset, length);
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
