package dev.slipway.host.files;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An exclusive lock on a file that the kernel drops when the owning process dies, however it dies. Between threads of
 * one process it excludes as well. The file is made when it is missing and its content does not matter.
 *
 * <p>Codes: FILE_FAILED, INTERRUPTED.
 */
public final class KernelLock implements AutoCloseable {

    /**
     * The files locked by this process, by inode; null while the lock is being taken. The kernel drops all locks of a
     * process on a file when the process closes any descriptor of it, so a file that is in here is not opened again.
     */
    private static final Map<Object, KernelLock> HELD = new HashMap<>();

    private final Path file;
    private final Object inode;
    private final FileChannel channel;

    private KernelLock(Path file, Object inode, FileChannel channel) {
        this.file = file;
        this.inode = inode;
        this.channel = channel;
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

    private static KernelLock attempt(Path file, boolean waiting) throws IOException, InterruptedException {
        while (true) {
            Object inode = makeAndIdentify(file);
            if (inode == null) {
                continue;
            }
            if (!reserve(inode, waiting)) {
                return null;
            }
            KernelLock lock = null;
            try {
                FileChannel channel = lock(file, waiting);
                if (channel == null) {
                    return null;
                }
                if (inode.equals(identify(file))) {
                    lock = new KernelLock(file, inode, channel);
                    return lock;
                }
                // Its last owner deleted the file while we waited: what we hold is nobody's lock.
                channel.close();
            } catch (NoSuchFileException e) {
                // Deleted between two looks: make it again.
            } finally {
                settle(inode, lock);
            }
        }
    }

    /** The open, locked file; null when another process has the lock and we do not wait. */
    private static FileChannel lock(Path file, boolean waiting) throws IOException {
        FileChannel channel = FileChannel.open(file, WRITE);
        boolean locked = false;
        try {
            locked = (waiting ? channel.lock() : channel.tryLock()) != null;
            return locked ? channel : null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static Object makeAndIdentify(Path file) throws IOException {
        Object inode = identify(file);
        if (inode == null) {
            try {
                Files.createFile(file);
            } catch (FileAlreadyExistsException e) {
                // Another process was quicker.
            }
            inode = identify(file);
        }
        return inode;
    }

    /** Device and inode; null when there is no such file. */
    private static Object identify(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static boolean reserve(Object inode, boolean waiting) throws InterruptedException {
        synchronized (HELD) {
            while (HELD.containsKey(inode)) {
                if (!waiting) {
                    return false;
                }
                HELD.wait();
            }
            HELD.put(inode, null);
            return true;
        }
    }

    /** Ends a reservation: with a lock, or with null without one. */
    private static void settle(Object inode, KernelLock lock) {
        synchronized (HELD) {
            if (lock != null) {
                HELD.put(inode, lock);
            } else {
                HELD.remove(inode);
                HELD.notifyAll();
            }
        }
    }

    /** Deletes the lock file and lets go. */
    public void closeAndDelete() {
        synchronized (HELD) {
            if (!channel.isOpen()) {
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
            if (!channel.isOpen()) {
                return;
            }
            try {
                channel.close();
            } catch (IOException e) {
                throw FileFailure.of(file, "be unlocked", e);
            } finally {
                settle(inode, null);
            }
        }
    }
}
