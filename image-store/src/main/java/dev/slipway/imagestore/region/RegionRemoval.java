package dev.slipway.imagestore.region;

import static dev.slipway.imagestore.errors.StoreError.REGION_IN_USE;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Removes a region. It is taken out of the home first and looked at then, so that no command that begins meanwhile puts
 * something into what is about to be deleted; when something is found, it comes back.
 */
final class RegionRemoval {

    private final StoreLayout layout;
    private final Region region;

    RegionRemoval(StoreLayout layout, Region region) {
        this.layout = layout;
        this.region = region;
    }

    void run(boolean keepFiles) {
        Path named = layout.regionFolder();
        if (!Files.exists(named, NOFOLLOW_LINKS)) {
            // The default region before its first use.
            return;
        }
        requireUnused(region.folder(), keepFiles);
        Path aside = named.resolveSibling("." + layout.region() + "." + ProcessHandle.current().pid() + "-removed");
        try (Rollback rollback = new Rollback()) {
            DurableFiles.move(named, aside);
            rollback.onFailure(() -> DurableFiles.move(aside, named));
            Path folder = region.linked() ? region.folder() : aside;
            requireUnused(folder, keepFiles);
            rollback.commit();
            if (!keepFiles) {
                empty(folder);
            }
            DurableFiles.delete(aside);
            DurableFiles.sync(named.getParent());
        }
    }

    private void requireUnused(Path folder, boolean keepFiles) {
        Optional<Path> found = keepFiles ? firstFileIn(folder.resolve(layout.instances().getFileName()))
                : firstOfAnybody(folder);
        if (found.isPresent()) {
            throw new StoreException(REGION_IN_USE, "The region '" + region.regionName() + "' still holds '"
                    + folder.relativize(found.get()) + "'.", keepFiles
                    ? "Terminate its instances first; what a terminated one printed stays for an hour."
                    : "Delete what is in it, and then run: slipway store gc --region " + region.regionName());
        }
    }

    /** Something that is there on behalf of somebody: what lies in one of the folders a region is made of. */
    private Optional<Path> firstOfAnybody(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Optional<Path> found = isOurs(entry) ? Optional.empty() : firstFileIn(entry);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailure.of(folder, "be looked at", e);
        }
    }

    private static Optional<Path> firstFileIn(Path path) {
        if (!Files.isDirectory(path)) {
            return Files.exists(path) ? Optional.of(path) : Optional.empty();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                return Optional.of(entry);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailure.of(path, "be looked at", e);
        }
    }

    /** The catalogue, the mark, and what every new ext4 has. */
    private boolean isOurs(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith(layout.catalogue().getFileName().toString())
                || name.equals(StoreLayout.regionMarkIn(layout.regionFolder()).getFileName().toString())
                || name.equals("lost+found");
    }

    /** The folder itself stays: it may be a mount point, and was somebody else's before it was a region. */
    private static void empty(Path folder) {
        // The mark goes first: what is left by a process that dies here is no region any more.
        DurableFiles.delete(StoreLayout.regionMarkIn(folder));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!entry.endsWith("lost+found")) {
                    DurableFiles.delete(entry);
                }
            }
        } catch (IOException e) {
            throw FileFailure.of(folder, "be emptied", e);
        }
    }
}
