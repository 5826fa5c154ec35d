package dev.slipway.host.fetch;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.ContentDigest;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.files.SparseWriter;
import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * A file that grows as it is fetched, hashed on the way. Filled by threads of the HTTP client, looked at by the one that
 * waits; after {@link #close()} nothing is written any more.
 */
final class PartialFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 18;
    /** Above this much the quick digests are worth their library; how much will come is not known yet. */
    private static final long LARGE = 1L << 30;
    /** Free space is looked at this often, and this much is left free for everybody else. */
    private static final long SPACE_STRIDE_BYTES = 32L << 20;
    private static final long RESERVE_BYTES = 16L << 20;

    private final Path path;
    private final FileChannel file;
    private final long maxBytes;
    private final Set<DigestAlgorithm> algorithms;
    private final Map<DigestAlgorithm, ContentDigest> digests = new EnumMap<>(DigestAlgorithm.class);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private SparseWriter writer;
    private long spaceSeenAt;
    private long lastActivity = System.nanoTime();
    private boolean closed;

    /** Goes on with what is there. */
    PartialFile(Path path, long maxBytes, Set<DigestAlgorithm> algorithms, Progress progress) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.algorithms = algorithms;
        try {
            file = FileChannel.open(path, CREATE, READ, WRITE);
            openDigests();
            writer = new SparseWriter(file, file.size());
            rehash(progress);
        } catch (IOException e) {
            throw FileFailure.of(path, "be written", e);
        }
    }

    private void openDigests() {
        digests.values().forEach(ContentDigest::close);
        algorithms.forEach(each -> digests.put(each, ContentDigest.open(each, LARGE)));
    }

    private void rehash(Progress progress) throws IOException {
        long size = file.size();
        file.position(0);
        for (long done = 0; file.read(buffer) >= 0 && size > 0;) {
            buffer.flip();
            done += buffer.remaining();
            digest();
            buffer.clear();
            progress.at("hashing what has come already", Math.min(done, size), size);
        }
        buffer.clear();
    }

    private void digest() {
        digests.values().forEach(digest -> digest.update(buffer.duplicate()));
    }

    /** How much has come. */
    synchronized long length() {
        return writer.written() + buffer.position();
    }

    /** When something last came, in {@link System#nanoTime()}. */
    synchronized long lastActivity() {
        return lastActivity;
    }

    /** Something has come that is no content. */
    synchronized void active() {
        lastActivity = System.nanoTime();
    }

    /** Forgets all that has come. */
    synchronized void restart() {
        try {
            buffer.clear();
            file.truncate(0);
            writer = new SparseWriter(file, 0);
            spaceSeenAt = 0;
            openDigests();
        } catch (IOException e) {
            throw FileFailure.of(path, "be written", e);
        }
    }

    /** Adds what has come; nothing after the end. */
    synchronized void add(byte[] content) {
        if (closed) {
            return;
        }
        lastActivity = System.nanoTime();
        if (length() + content.length > maxBytes) {
            throw new HostException(HostError.DOWNLOAD_TOO_LARGE,
                    "The server sends more than the " + maxBytes + " bytes that are accepted.");
        }
        for (int from = 0; from < content.length;) {
            int count = Math.min(buffer.remaining(), content.length - from);
            buffer.put(content, from, count);
            from += count;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }

    private void flush() {
        buffer.flip();
        if (!buffer.hasRemaining()) {
            buffer.clear();
            return;
        }
        digest();
        try {
            writer.write(buffer);
        } catch (IOException e) {
            throw FileFailure.of(path, "be written", e);
        }
        buffer.clear();
        if (writer.written() - spaceSeenAt >= SPACE_STRIDE_BYTES) {
            spaceSeenAt = writer.written();
            DurableFiles.requireSpace(path.toAbsolutePath().getParent(), RESERVE_BYTES);
        }
    }

    /** Everything has come: brings it to the disk and ends the digests. */
    synchronized Map<DigestAlgorithm, String> complete() {
        Map<DigestAlgorithm, String> hex = new EnumMap<>(DigestAlgorithm.class);
        flush();
        digests.forEach((algorithm, digest) -> hex.put(algorithm, digest.hex()));
        close();
        DurableFiles.sync(path);
        return hex;
    }

    /** Writes what has come, for another time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // Ctrl-C is what brings us here as often as not, and file channels break in an interrupted thread.
        boolean interrupted = Thread.interrupted();
        try (file) {
            flush();
            writer.finish();
        } catch (IOException e) {
            throw FileFailure.of(path, "be written", e);
        } finally {
            digests.values().forEach(ContentDigest::close);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
