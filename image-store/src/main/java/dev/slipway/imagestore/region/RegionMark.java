package dev.slipway.imagestore.region;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The file that makes a folder a region. It lies inside, so that the empty mount point of a disk that is not there is
 * not taken for a region that has lost everything.
 *
 * @param version of this file's form; a higher one was written by a newer Slipway
 * @param regionName the region's name, which its availability zone and the origin of copies are made of
 * @param libvirtUri the daemon that runs its instances where no setting names one
 * @param createdAt when the region was made
 */
record RegionMark(int version, String regionName, Optional<String> libvirtUri, Instant createdAt) {

    private static final int VERSION = 1;
    /** Far more than any mark has; whatever is longer is something else. */
    private static final long MOST_BYTES = 1 << 16;

    RegionMark {
        requireNonNull(regionName, "regionName");
        requireNonNull(createdAt, "createdAt");
    }

    static RegionMark of(String regionName, Optional<String> libvirtUri) {
        return new RegionMark(VERSION, regionName, libvirtUri, Timestamp.now());
    }

    /** Writes it into a folder, fsynced. */
    void write(Path folder) {
        DurableFiles.write(StoreLayout.regionMarkIn(folder), Json.write(this).getBytes(StandardCharsets.UTF_8));
    }

    /** The mark of a folder, if it has one. Throws STORE_CORRUPT, STORE_TOO_NEW. */
    static Optional<RegionMark> in(Path folder) {
        Path file = StoreLayout.regionMarkIn(folder);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new StoreException(StoreError.STORE_CORRUPT, "The file '" + file + "' is no region's mark.");
            }
            RegionMark mark = Json.read(Files.readString(file), RegionMark.class);
            if (mark.version() > VERSION) {
                throw new StoreException(StoreError.STORE_TOO_NEW,
                        "The region in '" + folder + "' was made by a newer Slipway.");
            }
            return Optional.of(mark);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        }
    }
}
