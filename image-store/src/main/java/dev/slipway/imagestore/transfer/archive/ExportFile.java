package dev.slipway.imagestore.transfer.archive;

import static dev.slipway.imagestore.errors.StoreError.FILE_EXISTS;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * A file outside of the store that is being made: under a temporary name beside it, which the next command removes should
 * this process die, and under its own name only when it is whole.
 */
final class ExportFile {

    private static final String KIND = "export";
    private static final String TEMPORARY = "temporary";

    private final Path file;
    private final boolean replace;

    /** Throws PARAMETER_VALUE for what can be no file, FILE_EXISTS unless it may be replaced. */
    ExportFile(Path file, boolean replace) {
        this.file = file.toAbsolutePath().normalize();
        this.replace = replace;
        if (file.endsWith("-")) {
            throw new StoreException(PARAMETER_VALUE,
                    "An export cannot be written to standard output: it is checked when it is whole, and renamed then.",
                    "Write it to a file, and cat that.");
        }
        if (this.file.getParent() == null || !Files.isDirectory(this.file.getParent())) {
            throw new StoreException(PARAMETER_VALUE, "The folder of '" + this.file + "' does not exist.");
        }
        if (Files.exists(this.file, NOFOLLOW_LINKS) && (!replace || !Files.isRegularFile(this.file, NOFOLLOW_LINKS))) {
            throw exists();
        }
    }

    static void register(Operations operations) {
        operations.register(KIND, operation -> DurableFiles.delete(Path.of(operation.details().get(TEMPORARY))));
    }

    /** Throws NO_SPACE unless so many bytes fit beside it. */
    void requireSpace(long bytes) {
        DurableFiles.requireSpace(file.getParent(), bytes);
    }

    /** Has the content written to a path where nothing is yet; these layers are kept while that goes on. */
    void make(Operations operations, List<LayerId> layers, Consumer<Path> writer) {
        Path temporary = file.resolveSibling("." + file.getFileName() + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
        // However it ends, closing the operation removes the temporary name.
        RunningOperation operation = operations.begin(KIND, Map.of(TEMPORARY, temporary.toString()), layers);
        try {
            writer.accept(temporary);
            DurableFiles.sync(temporary);
            Failpoint.EXPORT_WRITTEN.reached();
            place(temporary);
        } finally {
            operation.close();
        }
    }

    private void place(Path temporary) {
        try {
            if (replace) {
                DurableFiles.move(temporary, file);
                return;
            }
            link(temporary);
            DurableFiles.sync(file.getParent());
        } catch (IOException e) {
            throw FileFailure.of(file, "be written", e);
        }
    }

    /** Unlike a rename, a second name never takes the place of a file that came into being meanwhile. */
    private void link(Path temporary) throws IOException {
        try {
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } catch (FileSystemException | UnsupportedOperationException e) {
            // A file system without links, as on most sticks.
            if (Files.exists(file, NOFOLLOW_LINKS)) {
                throw exists();
            }
            DurableFiles.move(temporary, file);
        }
    }

    private StoreException exists() {
        return new StoreException(FILE_EXISTS, "The file '" + file + "' exists.",
                replace ? null : "To replace it: --force");
    }
}
