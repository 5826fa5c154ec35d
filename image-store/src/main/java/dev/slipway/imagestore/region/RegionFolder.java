package dev.slipway.imagestore.region;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static dev.slipway.imagestore.errors.StoreError.REGION_UNAVAILABLE;
import static dev.slipway.imagestore.errors.StoreError.STORE_NOT_PERMITTED;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The folder of a region: whether it is one, and how it becomes one. */
public final class RegionFolder {

    private RegionFolder() {
    }

    /**
     * Sees to it that the region of a store exists, and makes the default region where it does not. Throws
     * REGION_NOT_FOUND, REGION_UNAVAILABLE when something is in its place that is no region, STORE_NOT_PERMITTED.
     */
    public static void require(StoreLayout layout) {
        if (isRegion(layout)) {
            return;
        }
        if (Files.exists(layout.regionFolder(), NOFOLLOW_LINKS)) {
            throw unavailable(layout.region(), layout.regionFolder());
        }
        if (!layout.region().equals(StoreLayout.DEFAULT_REGION)) {
            throw new Regions(layout.home()).notFound(layout.region());
        }
        make(layout, Optional.empty());
    }

    /** Whether there is a region: marked, or made before regions had marks. */
    static boolean isRegion(StoreLayout layout) {
        return Files.exists(StoreLayout.regionMarkIn(layout.regionFolder())) || Files.exists(layout.catalogue());
    }

    /** Makes a region's folder with its mark, all at once; false when another process was quicker. */
    static boolean make(StoreLayout layout, Optional<String> libvirtUri) {
        Path folder = layout.regionFolder();
        // No region's name begins with a dot, so nobody takes it for one.
        Path unfinished = folder.resolveSibling("." + layout.region() + "." + ProcessHandle.current().pid() + "-"
                + Long.toHexString(System.nanoTime()));
        try {
            Files.createDirectories(unfinished);
            RegionMark.of(layout.region(), libvirtUri).write(unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.sync(folder.getParent());
            return true;
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            DurableFiles.delete(unfinished);
            return false;
        } catch (IOException e) {
            if (isRegion(layout)) {
                DurableFiles.delete(unfinished);
                return false;
            }
            throw new StoreException(STORE_NOT_PERMITTED,
                    "The store " + folder + " cannot be made: " + e.getMessage() + ".",
                    "SLIPWAY_HOME chooses another place.", e);
        }
    }

    /** Throws PARAMETER_VALUE for a folder with anything in it. */
    static void requireEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                // Every new ext4 has one.
                if (!entry.endsWith("lost+found")) {
                    throw new StoreException(PARAMETER_VALUE, "The folder '" + folder
                            + "' is not empty, and no region: it holds '" + entry.getFileName() + "'.");
                }
            }
        }
    }

    static StoreException unavailable(String name, Path folder) {
        return new StoreException(REGION_UNAVAILABLE,
                "The region '" + name + "' is not there: '" + folder + "' holds no region.",
                "If it lies on a disk of its own, mount that; slipway region list says where it should be.");
    }
}
