package dev.slipway.launcher.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A console log that is still being written. virtlogd moves it to {@code .0} when it grows beyond its limit, and a start
 * empties it; neither loses a byte here, as long as it is read now and then. Bytes are taken as Latin-1: a console may
 * hold anything, and the signs are ASCII. Whoever made it closes it.
 */
public final class ConsoleFile implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;
    private static final String MOVED = ".0";

    private final Path file;
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    private FileChannel channel;
    private Object key;
    private long position;
    private Path earlier;

    /** A console file that is read from an offset on, which may not be there yet. */
    public ConsoleFile(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    /** All that a guest printed since it was started, which may have begun in the file before. */
    public static ConsoleFile since(Path file, Instant start) {
        ConsoleFile console = new ConsoleFile(file, 0);
        Path moved = file.resolveSibling(file.getFileName() + MOVED);
        try {
            // One that was last written before is of an earlier run.
            if (Files.getLastModifiedTime(moved).toInstant().isAfter(start)) {
                console.earlier = moved;
            }
        } catch (NoSuchFileException e) {
            return console;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return console;
    }

    /** How long the console is now; zero where there is none yet. */
    public static long length(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was written since the last call; empty when nothing was. */
    public String readNew() {
        try {
            StringBuilder text = new StringBuilder();
            if (earlier != null) {
                text.append(Files.readString(earlier, StandardCharsets.ISO_8859_1));
                earlier = null;
            }
            if (channel == null && !open()) {
                return text.toString();
            }
            if (channel.size() < position) {
                position = 0;
            }
            drain(text);
            if (!Objects.equals(key, keyOf(file))) {
                // Between the last read and the moving, more may have come.
                drain(text);
                close();
                position = 0;
                if (open()) {
                    drain(text);
                }
            }
            return text.toString();
        } catch (ClosedByInterruptException e) {
            // The thread is still marked as interrupted: its next sleep tells it.
            channel = null;
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean open() throws IOException {
        try {
            // First: of a file that is moved in between, a part is read twice rather than none of the next.
            key = keyOf(file);
            channel = FileChannel.open(file, StandardOpenOption.READ);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** What tells a file from another one of its name; the one that is read, while there is none of that name. */
    private Object keyOf(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return key;
        }
    }

    private void drain(StringBuilder text) throws IOException {
        buffer.clear();
        int read = channel.read(buffer, position);
        while (read > 0) {
            position += read;
            text.append(new String(buffer.array(), 0, read, StandardCharsets.ISO_8859_1));
            buffer.clear();
            read = channel.read(buffer, position);
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            channel = null;
        }
    }

    /** The last bytes of a console, at most {@code limit}; EC2's GetConsoleOutput gives 64 KiB. */
    public static byte[] tail(Path file, int limit) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - limit);
            ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - from));
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
                // read() itself moves the position
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
