package dev.slipway.host.files;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The sentences about files that could not be read or written. */
final class FileFailure {

    /** The C library translates "No space left on device"; so little room left says the same in any language. */
    private static final long FULL_BELOW_BYTES = 4096;

    private FileFailure() {
    }

    /** {@code attempt} completes "could not": "be written". */
    static HostException of(Path path, String attempt, IOException cause) {
        if (cause instanceof ClosedByInterruptException || cause instanceof FileLockInterruptionException) {
            return interrupted(path, cause);
        }
        if (isFull(path, cause)) {
            return new HostException(HostError.NO_SPACE, "There is no space left in '" + folderOf(path) + "'.", cause);
        }
        return new HostException(HostError.FILE_FAILED,
                "The file '" + path + "' could not " + attempt + ": " + reason(cause) + ".", cause);
    }

    static HostException interrupted(Path path, Exception cause) {
        return new HostException(HostError.INTERRUPTED, "Interrupted while working on '" + path + "'.", cause);
    }

    private static boolean isFull(Path path, IOException cause) {
        if (cause instanceof NoSuchFileException || cause instanceof AccessDeniedException) {
            return false;
        }
        String words = String.valueOf(cause.getMessage());
        return words.contains("No space left on device") || words.contains("Disk quota exceeded")
                || folderOf(path).toFile().getUsableSpace() < FULL_BELOW_BYTES && Files.isDirectory(folderOf(path));
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "it already exists";
        }
        return String.valueOf(cause.getMessage());
    }

    private static Path folderOf(Path path) {
        Path absolute = path.toAbsolutePath();
        return absolute.getParent() == null ? absolute : absolute.getParent();
    }
}
