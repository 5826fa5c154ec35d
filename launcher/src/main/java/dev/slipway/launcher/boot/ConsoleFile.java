package dev.slipway.launcher.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A console log that is still being written. virtlogd may cut it and begin anew, so a file shorter than what was read
 * is read from its start. Bytes are taken as Latin-1: a console may hold anything, and the signs are ASCII.
 */
public final class ConsoleFile {

    private static final int CHUNK = 64 * 1024;

    private final Path file;
    private long position;

    /** A console file that is read from an offset on, which may not be there yet. */
    public ConsoleFile(Path file, long position) {
        this.file = file;
        this.position = position;
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
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < position) {
                position = 0;
            }
            StringBuilder text = new StringBuilder();
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            int read = channel.read(buffer, position);
            while (read > 0) {
                position += read;
                text.append(new String(buffer.array(), 0, read, StandardCharsets.ISO_8859_1));
                buffer.clear();
                read = channel.read(buffer, position);
            }
            return text.toString();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
