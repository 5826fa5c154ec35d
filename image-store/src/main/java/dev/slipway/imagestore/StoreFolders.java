package dev.slipway.imagestore;

import static dev.slipway.imagestore.errors.StoreError.CATALOGUE_LOST;
import static dev.slipway.imagestore.errors.StoreError.STORE_NOT_PERMITTED;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.region.RegionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the folders of a region once, so that nobody has to afterwards. */
final class StoreFolders {

    private StoreFolders() {
    }

    /**
     * Throws CATALOGUE_LOST when there is content and no catalogue. An empty one made in its place would take all of it for
     * garbage, and a sweep would delete it.
     */
    static void requireCatalogueOrNothing(StoreLayout layout) {
        if (Files.exists(layout.catalogue())) {
            return;
        }
        for (Path folder : List.of(layout.layers(), layout.images(), layout.snapshots(), layout.volumes(),
                layout.bootFiles(), layout.instances())) {
            String[] entries = folder.toFile().list();
            // It may have come while we looked: another process is the first to use the store at this moment.
            if (entries != null && entries.length > 0 && !Files.exists(layout.catalogue())) {
                throw new StoreException(CATALOGUE_LOST, "The catalogue '" + layout.catalogue()
                        + "' is gone, and the store is not empty.", "Bring it back from the files: slipway store rebuild");
            }
        }
    }

    static void make(StoreLayout layout) {
        // The last one made says that all are there, and is all that a later command looks for.
        if (Files.isDirectory(layout.locks())) {
            return;
        }
        RegionFolder.require(layout);
        try {
            for (Path folder : List.of(layout.layers(), layout.images(), layout.snapshots(), layout.channels(),
                    layout.accounts(), layout.products(), layout.acceptances(), layout.bootFiles(), layout.volumes(),
                    layout.instances(), layout.stagingArea(), layout.locks())) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new StoreException(STORE_NOT_PERMITTED,
                    "The store " + layout.regionFolder() + " cannot be made: " + e.getMessage() + ".",
                    "SLIPWAY_HOME chooses another place.", e);
        }
        DurableFiles.sync(layout.regionFolder());
    }
}
