package dev.slipway.host.files;

import dev.slipway.host.progress.Progress;
import java.nio.file.Path;

/** Stub: writes that survive a crash. */
public final class DurableFiles {

    private DurableFiles() {
    }

    /** Writes a temporary beside the target, fsyncs it, renames it over the target, fsyncs the folder. */
    public static void write(Path target, byte[] content) {
        throw new UnsupportedOperationException();
    }

    /** fsyncs a file or a folder. */
    public static void sync(Path path) {
        throw new UnsupportedOperationException();
    }

    /** Renames within one file system and fsyncs both folders. */
    public static void move(Path source, Path target) {
        throw new UnsupportedOperationException();
    }

    /** Deletes a file or a whole folder, following no link; nothing there is no error. */
    public static void delete(Path path) {
        throw new UnsupportedOperationException();
    }

    /** Throws NO_SPACE unless the file system of {@code folder} has this many bytes free for use. */
    public static void requireSpace(Path folder, long bytes) {
        throw new UnsupportedOperationException();
    }

    /** Copies by reflink where the file system has it, else byte by byte keeping holes; the target must not exist. */
    public static void copy(Path source, Path target, Progress progress) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #copy}, and returns the SHA-256 of the content, read once, as 64 hex digits. */
    public static String copyAndHash(Path source, Path target, Progress progress) {
        throw new UnsupportedOperationException();
    }

    /** The SHA-256 of a file's content, as 64 hex digits. */
    public static String sha256(Path file, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
