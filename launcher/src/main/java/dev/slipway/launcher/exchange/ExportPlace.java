package dev.slipway.launcher.exchange;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where an export's file goes.
 *
 * @param file its name has the task's id in it, so nobody else writes it
 * @param missing the first of the folders on the way to it that have to be made; empty where all are there
 */
record ExportPlace(Path file, Optional<Path> missing) {

    private static final String FILE = "file";
    private static final String MISSING = "missing";

    /** The place that an operation's details speak of, if they do. */
    static Optional<ExportPlace> of(Map<String, String> details) {
        return Optional.ofNullable(details.get(FILE)).map(file -> new ExportPlace(Path.of(file),
                Optional.ofNullable(details.get(MISSING)).map(Path::of)));
    }

    /** As an operation keeps it. */
    Map<String, String> details() {
        Map<String, String> details = new HashMap<>(Map.of(FILE, file.toString()));
        missing.ifPresent(folder -> details.put(MISSING, folder.toString()));
        return details;
    }

    /** Makes the folders. */
    void make() {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + file.getParent() + "' cannot be made.", e);
        }
    }

    /** Whether the whole file is there; it comes into place by one step. */
    boolean isWritten() {
        boolean there = Files.isRegularFile(file);
        if (there) {
            DurableFiles.sync(file.getParent());
        }
        return there;
    }

    /** Leaves nothing of it; folders that were made for it and that others use by now stay. Bears being repeated. */
    void remove() {
        DurableFiles.delete(file);
        Path folder = file.getParent();
        while (missing.isPresent() && folder.startsWith(missing.get())) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                return;
            } catch (IOException e) {
                throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be removed.", e);
            }
            folder = folder.getParent();
        }
    }
}
