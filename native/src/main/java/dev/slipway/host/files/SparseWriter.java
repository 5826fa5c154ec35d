package dev.slipway.host.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Writes a file that has nothing from there on, leaving a hole where a whole block is zero. Closes nothing, syncs nothing.
 * For one thread.
 */
public final class SparseWriter {

    /** A hole smaller than this costs more in extents than it saves in space. */
    private static final int BLOCK_BYTES = 1 << 16;
    private static final ByteBuffer ZEROES = ByteBuffer.allocateDirect(BLOCK_BYTES);

    private final FileChannel file;
    private long at;
    private long length;
    private long dataBytes;

    /** A writer of an empty file. */
    public SparseWriter(FileChannel file) {
        this(file, 0);
    }

    /** A writer that goes on at the end of what is there. */
    public SparseWriter(FileChannel file, long at) {
        this.file = file;
        this.at = at;
        this.length = at;
    }

    /** Writes what remains of a buffer; a direct one is quicker. */
    public void write(ByteBuffer content) throws IOException {
        int end = content.limit();
        int begun = content.position();
        for (int block = begun; block < end; block += BLOCK_BYTES) {
            int blockEnd = Math.min(block + BLOCK_BYTES, end);
            if (isZero(content, block, blockEnd)) {
                put(content, begun, block);
                begun = blockEnd;
                at += blockEnd - block;
            }
        }
        put(content, begun, end);
    }

    private static boolean isZero(ByteBuffer content, int from, int to) {
        if (content.get(from) != 0) {
            // Nearly every block of real data is told by its first byte.
            return false;
        }
        ByteBuffer zeroes = ZEROES.duplicate().limit(to - from);
        return content.duplicate().limit(to).position(from).mismatch(zeroes) < 0;
    }

    private void put(ByteBuffer content, int from, int to) throws IOException {
        ByteBuffer data = content.duplicate().limit(to).position(from);
        while (data.hasRemaining()) {
            int count = file.write(data, at);
            at += count;
            dataBytes += count;
            length = at;
        }
    }

    /** Gives the file its full length, which a hole at its end would not. */
    public void finish() throws IOException {
        if (length < at) {
            file.write(ByteBuffer.allocate(1), at - 1);
            length = at;
        }
    }

    /** How many bytes have been written or left out as holes. */
    public long written() {
        return at;
    }

    /** How many bytes have been written and are no holes. */
    public long dataBytes() {
        return dataBytes;
    }

    /** How long the file is by now: it does not reach into a hole that nothing follows yet. */
    long length() {
        return length;
    }
}
