package dev.slipway.imagestore.source;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.files.SparseWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes what comes on a stream into a new file of staging, leaving holes where it is zero. */
public final class SpooledFile {

    private static final int BUFFER_BYTES = 1 << 18;
    /** Free space is looked at this often, and this much is left free for everybody else. */
    private static final long SPACE_STRIDE_BYTES = 32L << 20;
    private static final long RESERVE_BYTES = 16L << 20;

    private SpooledFile() {
    }

    /** A stream broke, and not the file that it is written to. */
    public static final class BrokenStream extends RuntimeException {

        BrokenStream(IOException cause) {
            super(cause);
        }
    }

    /**
     * How far it has come.
     *
     * @param bytes how long the file is
     * @param dataBytes how much of it is no hole
     */
    public record Written(long bytes, long dataBytes) {
    }

    /**
     * Writes to the end of the stream.
     *
     * @param watch told after each block; throws what stops the work
     * @throws BrokenStream when the stream cannot be read
     */
    public static void write(InputStream stream, Path file, Consumer<Written> watch) {
        byte[] block = new byte[BUFFER_BYTES];
        ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER_BYTES);
        long spaceSeenAt = 0;
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
            SparseWriter writer = new SparseWriter(channel, 0);
            for (int count = read(stream, block); count > 0; count = read(stream, block)) {
                writer.write(direct.clear().put(block, 0, count).flip());
                if (writer.dataBytes() - spaceSeenAt >= SPACE_STRIDE_BYTES) {
                    spaceSeenAt = writer.dataBytes();
                    DurableFiles.requireSpace(file.toAbsolutePath().getParent(), RESERVE_BYTES);
                }
                watch.accept(new Written(writer.written(), writer.dataBytes()));
            }
            writer.finish();
        } catch (IOException e) {
            throw FileFailure.of(file, "be written", e);
        }
    }

    /** Whole blocks: holes are looked for in those. */
    private static int read(InputStream stream, byte[] block) {
        try {
            return stream.readNBytes(block, 0, block.length);
        } catch (IOException e) {
            throw new BrokenStream(e);
        }
    }
}
