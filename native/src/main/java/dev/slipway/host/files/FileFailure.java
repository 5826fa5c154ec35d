package dev.slipway.host.files;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.process.Subprocess;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What a failure to read or write a file means for the user: a full disk is told from everything else. */
public final class FileFailure {

    /** The C library translates "No space left on device"; so little room left says the same in any language. */
    private static final long FULL_BELOW_BYTES = 4096;

    private static final String FULL = "No space left on device";

    private FileFailure() {
    }

    /**
     * An error of Java's own file calls: NO_SPACE, INTERRUPTED or FILE_FAILED.
     *
     * @param attempt completes "could not": "be written"
     */
    public static HostException of(Path path, String attempt, IOException cause) {
        if (cause instanceof ClosedByInterruptException || cause instanceof FileLockInterruptionException) {
            return interrupted(path, cause);
        }
        if (isFull(path, cause)) {
            return noSpace(path, cause);
        }
        return new HostException(HostError.FILE_FAILED,
                "The file '" + path + "' could not " + attempt + ": " + reason(cause) + ".", cause);
    }

    /** A program's failure to write a file: NO_SPACE or PROGRAM_FAILED. */
    public static HostException byProgram(String program, Path path, Subprocess.Output output) {
        if (output.stderr().contains(FULL)) {
            return noSpace(path, null);
        }
        String words = output.lastWords();
        return new HostException(HostError.PROGRAM_FAILED, program + " could not write '" + path + "': "
                + (words.isEmpty() ? "exit code " + output.exit() : words) + ".");
    }

    /** NO_SPACE, found by means of our own. */
    public static HostException noSpace(Path path, Exception cause) {
        return new HostException(HostError.NO_SPACE, "There is no space left in '" + folderOf(path) + "'.", cause);
    }

    static HostException interrupted(Path path, Exception cause) {
        return new HostException(HostError.INTERRUPTED, "Interrupted while working on '" + path + "'.", cause);
    }

    private static boolean isFull(Path path, IOException cause) {
        if (cause instanceof NoSuchFileException || cause instanceof AccessDeniedException) {
            return false;
        }
        String words = String.valueOf(cause.getMessage());
        return words.contains(FULL) || words.contains("Disk quota exceeded")
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
