package dev.slipway.host.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Brings a file to the disk while it is being written, following the writer. The kernel would begin after seconds only,
 * and the writer's own fsync at the end would then take as long as the writing did.
 */
final class FollowingFlush extends Thread implements AutoCloseable {

    /** Large enough for the disk to work at its full speed. */
    private static final long STRIDE_BYTES = 32 << 20;

    private final Path path;
    private final FileChannel file;
    private long written;
    private boolean ended;
    /** What a flush met: the kernel tells of an error of the disk once only, so it must not be lost. */
    private IOException failure;

    FollowingFlush(Path path, FileChannel file) {
        super("flush");
        this.path = path;
        this.file = file;
        setDaemon(true);
    }

    /** The file is this long by now. */
    synchronized void reached(long bytes) {
        if (bytes - written >= STRIDE_BYTES) {
            written = bytes;
            notifyAll();
        }
    }

    /** Waits for a flush under way; throws what any of them met. */
    void finish() {
        close();
        try {
            join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FileFailure.interrupted(path, e);
        }
        if (failure != null) {
            throw FileFailure.of(path, "be written to the disk", failure);
        }
    }

    @Override
    public void run() {
        try {
            long flushed = 0;
            for (long next = awaitBeyond(flushed); next > flushed; next = awaitBeyond(flushed)) {
                file.force(false);
                flushed = next;
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; the writer's own fsync at the end would make up for it.
            Thread.currentThread().interrupt();
        }
    }

    /** How far was written; {@code flushed} itself when there is nothing more to do here. */
    private synchronized long awaitBeyond(long flushed) throws InterruptedException {
        while (written <= flushed && !ended) {
            wait();
        }
        return ended ? flushed : written;
    }

    /** Has it end after the flush under way. */
    @Override
    public synchronized void close() {
        ended = true;
        notifyAll();
    }
}
