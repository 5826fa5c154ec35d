package dev.slipway.host.files;

import java.nio.file.Path;
import java.util.Optional;

/** Stub: an exclusive lock on a file that the kernel drops when its owner dies. */
public final class KernelLock implements AutoCloseable {

    private KernelLock() {
    }

    /** Takes the lock, or nothing when another process (or this one) holds it. */
    public static Optional<KernelLock> tryTake(Path file) {
        throw new UnsupportedOperationException();
    }

    /** Waits for the lock. */
    public static KernelLock take(Path file) {
        throw new UnsupportedOperationException();
    }

    /** Deletes the lock file and lets go. */
    public void closeAndDelete() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
