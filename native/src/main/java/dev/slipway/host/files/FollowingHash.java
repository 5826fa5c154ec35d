package dev.slipway.host.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Hashes a file while it is being written, following the writer: what it reads is still in the page cache, and what it
 * hashes is what was really written.
 */
final class FollowingHash extends Thread implements AutoCloseable {

    /** The writer wakes us for this much at a time. */
    private static final long STRIDE_BYTES = 1 << 21;

    private final Path path;
    private final FileChannel file;
    private final long expectedBytes;
    private long readable;
    private boolean complete;
    private boolean abandoned;
    private String result;
    private RuntimeException failure;

    /** Reads through the writer's own channel; {@code expectedBytes} is about how much will come. */
    FollowingHash(Path path, FileChannel file, long expectedBytes) {
        super("sha256");
        this.path = path;
        this.file = file;
        this.expectedBytes = expectedBytes;
        setDaemon(true);
    }

    /** The file is this long by now. */
    synchronized void reached(long bytes) {
        if (bytes - readable >= STRIDE_BYTES) {
            readable = bytes;
            notifyAll();
        }
    }

    /** The hash of the whole file, which has this length, as hex digits; waits for it. */
    String result(long lengthBytes) {
        synchronized (this) {
            readable = lengthBytes;
            complete = true;
            notifyAll();
        }
        try {
            join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FileFailure.interrupted(path, e);
        }
        if (failure != null) {
            throw failure;
        }
        return result;
    }

    @Override
    public void run() {
        try (ContentDigest digest = ContentDigest.open(DigestAlgorithm.SHA256, expectedBytes)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(ContentCopy.BUFFER_BYTES);
            long done = 0;
            for (long until = awaitBeyond(done); until > done; until = awaitBeyond(done)) {
                while (done < until) {
                    done += hash(buffer, done, until, digest);
                }
            }
            result = digest.hex();
        } catch (IOException e) {
            failure = FileFailure.of(path, "be read", e);
        } catch (RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = FileFailure.interrupted(path, e);
        }
    }

    private int hash(ByteBuffer buffer, long from, long until, ContentDigest digest) throws IOException {
        buffer.clear();
        buffer.limit((int) Math.min(buffer.capacity(), until - from));
        int count = file.read(buffer, from);
        if (count < 0) {
            throw new IOException("it became shorter while it was hashed");
        }
        buffer.flip();
        digest.update(buffer);
        return count;
    }

    /** How far may be read; {@code done} itself when there will be no more. */
    private synchronized long awaitBeyond(long done) throws InterruptedException {
        while (readable <= done && !complete && !abandoned) {
            wait();
        }
        return abandoned ? done : readable;
    }

    /** Has it end early, if it has not ended. Not by an interrupt: that would close the writer's channel. */
    @Override
    public synchronized void close() {
        abandoned = true;
        notifyAll();
    }
}
