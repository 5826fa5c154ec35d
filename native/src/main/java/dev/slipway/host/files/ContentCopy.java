package dev.slipway.host.files;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Makes a durable copy of a file's content and, when asked, hashes it. Three things take about as long as each other and
 * overlap: writing, bringing what was written to the disk, and hashing, which follows the writing in a thread of its own.
 */
final class ContentCopy {

    /** Small enough for the processor's cache: the quickest of all sizes measured. */
    static final int BUFFER_BYTES = 1 << 18;

    private final Path source;
    private final Path target;
    private final Progress progress;
    private final long from;
    /** How much is still to be read; a whole file may grow or shrink under our hands, and is read to its end. */
    private long left;

    ContentCopy(Path source, Path target, Progress progress) {
        this(source, 0, Long.MAX_VALUE, target, progress);
    }

    /** Copies a part of a file only. */
    ContentCopy(Path source, long from, long length, Path target, Progress progress) {
        this.source = source;
        this.target = target;
        this.progress = progress;
        this.from = from;
        this.left = length;
    }

    /** Which copies are hashed. */
    enum Hashing {
        NONE,
        /** Those of which every byte was moved; one that shares its blocks with the original is not read at all. */
        UNLESS_CLONED,
        ALL
    }

    /** The SHA-256 as hex digits where it was computed, else null. */
    String run(Hashing hashing) {
        boolean done = false;
        boolean made = false;
        try (FileChannel copy = FileChannel.open(target, CREATE_NEW, READ, WRITE)) {
            made = true;
            String sha256 = isWhole() && Reflink.tryClone(source, target)
                    ? cloned(copy, hashing == Hashing.ALL) : copied(copy, hashing != Hashing.NONE);
            done = true;
            return sha256;
        } catch (IOException e) {
            throw FileFailure.of(target, "be written", e);
        } finally {
            if (made && !done) {
                DurableFiles.delete(target);
            }
        }
    }

    private boolean isWhole() {
        return from == 0 && left == Long.MAX_VALUE;
    }

    private String cloned(FileChannel copy, boolean hashed) throws IOException {
        copy.force(true);
        return hashed ? DurableFiles.sha256(target, progress) : null;
    }

    private String copied(FileChannel copy, boolean hashed) throws IOException {
        try (FileChannel in = openSource(); FollowingFlush flush = new FollowingFlush(target, copy)) {
            flush.start();
            if (!hashed) {
                write(in, copy, flush, null);
                finish(copy, flush);
                return null;
            }
            try (FollowingHash hash = new FollowingHash(target, copy, Math.min(left, in.size()))) {
                hash.start();
                long written = write(in, copy, flush, hash);
                finish(copy, flush);
                return hash.result(written);
            }
        }
    }

    private static void finish(FileChannel copy, FollowingFlush flush) throws IOException {
        flush.finish();
        copy.force(true);
    }

    private FileChannel openSource() {
        try {
            return FileChannel.open(source, READ);
        } catch (IOException e) {
            throw FileFailure.of(source, "be read", e);
        }
    }

    private long write(FileChannel in, FileChannel copy, FollowingFlush flush, FollowingHash hash) throws IOException {
        SparseWriter writer = new SparseWriter(copy);
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        String step = "copying " + source.getFileName();
        long size = Math.max(1, Math.min(left, in.size()));
        in.position(from);
        while (fill(in, buffer)) {
            writer.write(buffer);
            flush.reached(writer.written());
            if (hash != null) {
                hash.reached(writer.length());
            }
            // A file that grows under our hands is never more than all done.
            progress.at(step, Math.min(writer.written(), size), size);
        }
        writer.finish();
        return writer.written();
    }

    private boolean fill(FileChannel in, ByteBuffer buffer) {
        buffer.clear();
        buffer.limit((int) Math.min(buffer.capacity(), left));
        try {
            while (buffer.hasRemaining() && in.read(buffer) >= 0) {
                // Short reads are joined: holes are looked for in whole blocks.
            }
        } catch (IOException e) {
            throw FileFailure.of(source, "be read", e);
        }
        buffer.flip();
        left -= buffer.remaining();
        return buffer.hasRemaining();
    }
}
