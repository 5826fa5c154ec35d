package dev.slipway.imagestore;

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
