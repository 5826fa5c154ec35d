package dev.slipway.host.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An exclusive lock on a file that the kernel drops when the owning process dies, however it dies. Between threads of
 * one process it excludes as well. The file is made when it is missing; what it holds is kept.
 *
 * <p>Codes: FILE_FAILED, INTERRUPTED.
 */
public final class KernelLock implements AutoCloseable {

    private static final long LONGEST_MARK_BYTES = 1L << 31;

    /**
     * The files locked by this process; null while the lock is being taken. The kernel drops all locks of a process on a
     * file when the process closes any descriptor of it, so a file that is in here is not opened again.
     */
    private static final Map<Path, KernelLock> HELD = new HashMap<>();

    private final Path file;
    private final RandomAccessFile open;

    private KernelLock(Path file, RandomAccessFile open) {
        this.file = file;
        this.open = open;
    }

    /** Takes the lock, or nothing when another process (or this one) holds it. */
    public static Optional<KernelLock> tryTake(Path file) {
        try {
            return Optional.ofNullable(attempt(file, false));
        } catch (InterruptedException e) {
            throw interrupted(file, e);
        } catch (IOException e) {
            throw FileFailure.of(file, "be locked", e);
        }
    }

    /** Waits for the lock. */
    public static KernelLock take(Path file) {
        try {
            return attempt(file, true);
        } catch (InterruptedException e) {
            throw interrupted(file, e);
        } catch (IOException e) {
            throw FileFailure.of(file, "be locked", e);
        }
    }

    private static RuntimeException interrupted(Path file, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return FileFailure.interrupted(file, cause);
    }

    private static KernelLock attempt(Path given, boolean waiting) throws IOException, InterruptedException {
        Path file = given.toAbsolutePath().getParent().toRealPath().resolve(given.getFileName());
        if (!reserve(file, waiting)) {
            return null;
        }
        KernelLock lock = null;
        try {
            RandomAccessFile open = lock(file, waiting);
            lock = open == null ? null : new KernelLock(file, open);
            return lock;
        } finally {
            settle(file, lock);
        }
    }

    /** The open, locked file; null when another process has the lock and we do not wait. */
    private static RandomAccessFile lock(Path file, boolean waiting) throws IOException {
        while (true) {
            RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
            boolean ours = false;
            try {
                FileChannel channel = open.getChannel();
                if ((waiting ? channel.lock() : channel.tryLock()) == null) {
                    return null;
                }
                if (isAt(file, open)) {
                    ours = true;
                    return open;
                }
                // Its last owner deleted the file before we locked it: what we hold is nobody's lock.
            } finally {
                if (!ours) {
                    open.close();
                }
            }
        }
    }

    /**
     * Whether the file we have open is the one at its path. Java does not tell the inode of an open file, and one seen
     * before opening it can have gone and come back since; a length that only the lock's owner gives it is proof.
     */
    private static boolean isAt(Path file, RandomAccessFile open) throws IOException {
        long length = open.length();
        long mark = length + ThreadLocalRandom.current().nextLong(1, LONGEST_MARK_BYTES);
        open.setLength(mark);
        boolean found;
        try {
            found = Files.size(file) == mark;
        } catch (NoSuchFileException e) {
            found = false;
        }
        open.setLength(length);
        return found;
    }

    private static boolean reserve(Path file, boolean waiting) throws InterruptedException {
        synchronized (HELD) {
            while (HELD.containsKey(file)) {
                if (!waiting) {
                    return false;
                }
                HELD.wait();
            }
            HELD.put(file, null);
            return true;
        }
    }

    /** Ends a reservation: with a lock, or with null without one. */
    private static void settle(Path file, KernelLock lock) {
        synchronized (HELD) {
            if (lock != null) {
                HELD.put(file, lock);
            } else {
                HELD.remove(file);
                HELD.notifyAll();
            }
        }
    }

    /** Deletes the lock file and lets go. */
    public void closeAndDelete() {
        synchronized (HELD) {
            if (HELD.get(file) != this) {
                return;
            }
            try {
                // While it is still ours: afterwards it may be another owner's.
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw FileFailure.of(file, "be deleted", e);
            } finally {
                close();
            }
        }
    }

    /** Lets go; the file stays. A second call does nothing. */
    @Override
    public void close() {
        synchronized (HELD) {
            if (HELD.get(file) != this) {
                return;
            }
            try {
                open.close();
            } catch (IOException e) {
                throw FileFailure.of(file, "be unlocked", e);
            } finally {
                settle(file, null);
            }
        }
    }
}
