package dev.slipway.imagestore.transfer.archive;

import static dev.slipway.imagestore.errors.StoreError.ARCHIVE_MALFORMED;
import static dev.slipway.imagestore.errors.StoreError.ARCHIVE_TOO_NEW;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.transfer.Cargo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first entry of an archive: what is in it, before any of it has to be read.
 *
 * @param format always {@link #FORMAT}
 * @param version of the archive's form; a higher one was written by a newer Slipway
 * @param createdAt when it was written
 * @param region where the image comes from
 * @param image the image, without what does not travel
 * @param snapshots the snapshots of its mapping
 * @param layers their layers with their digests, parents before children
 * @param bootImages its kernel and its ramdisk
 * @param products what it costs and demands, for a store that does not know that
 */
record ArchiveManifest(
        String format,
        int version,
        Instant createdAt,
        String region,
        Image image,
        List<Snapshot> snapshots,
        List<Layer> layers,
        List<Image> bootImages,
        List<Product> products) {

    static final String NAME = "slipway-image.json";
    static final String FORMAT = "slipway-image";
    static final int VERSION = 1;
    /** Far more than any image's manifest has. */
    static final int MOST_BYTES = 16 << 20;

    ArchiveManifest {
        snapshots = snapshots == null ? List.of() : List.copyOf(snapshots);
        layers = layers == null ? List.of() : List.copyOf(layers);
        bootImages = bootImages == null ? List.of() : List.copyOf(bootImages);
        products = products == null ? List.of() : List.copyOf(products);
    }

    /** The manifest of an image whose layers all have digests. */
    static ArchiveManifest of(Cargo cargo, List<Layer> layers, String region, boolean tags) {
        Image image = stripped(cargo.image(), tags);
        List<Image> boot = new ArrayList<>();
        cargo.kernel().ifPresent(kernel -> boot.add(stripped(kernel, false)));
        cargo.ramdisk().ifPresent(ramdisk -> boot.add(stripped(ramdisk, false)));
        return new ArchiveManifest(FORMAT, VERSION, Timestamp.now(), region, image,
                cargo.snapshots().stream().map(s -> s.with(Permissions.NONE).withTags(List.of())).toList(), layers, boot,
                cargo.products());
    }

    private static Image stripped(Image image, boolean tags) {
        return ImageDraft.of(image).launchPermissions(Permissions.NONE).deprecationTime(Optional.empty())
                .lastLaunchedTime(Optional.empty()).tags(tags ? image.tags() : List.of()).build();
    }

    /** Reads a manifest. Throws ARCHIVE_MALFORMED, ARCHIVE_TOO_NEW. */
    static ArchiveManifest read(String text) {
        try {
            Head head = Json.read(text, Head.class);
            if (!FORMAT.equals(head.format())) {
                throw new StoreException(ARCHIVE_MALFORMED, "Its manifest is not that of an image.");
            }
            if (head.version() > VERSION) {
                throw new StoreException(ARCHIVE_TOO_NEW, "The archive was written by a newer Slipway (form "
                        + head.version() + "; this one reads " + VERSION + ").");
            }
            ArchiveManifest manifest = Json.read(text, ArchiveManifest.class);
            if (manifest.image() == null || manifest.region() == null || head.version() < 1) {
                throw new StoreException(ARCHIVE_MALFORMED, "Its manifest is incomplete.");
            }
            return manifest;
        } catch (StoreException e) {
            if (e.kind() == ARCHIVE_TOO_NEW || e.kind() == ARCHIVE_MALFORMED) {
                throw e;
            }
            throw new StoreException(ARCHIVE_MALFORMED, "Its manifest cannot be read: " + e.getMessage(), null, e);
        }
    }

    /** What the image is made of, as the manifest says. */
    Cargo cargo() {
        return new Cargo(image, snapshots, layers, bootImage(image.kernelId().map(Object::toString)),
                bootImage(image.ramdiskId().map(Object::toString)), products);
    }

    private Optional<Image> bootImage(Optional<String> id) {
        return bootImages.stream().filter(boot -> id.isPresent() && boot.imageId().value().equals(id.get())).findFirst();
    }

    /** What follows the manifest in the archive, in this order. */
    List<TarHeader> entries() {
        List<TarHeader> entries = new ArrayList<>();
        for (Image boot : bootImages) {
            entries.add(new TarHeader("bootfiles/" + boot.imageId(), boot.bootFile().orElseThrow(() ->
                    new StoreException(ARCHIVE_MALFORMED, "Its manifest is incomplete.")).sizeBytes()));
        }
        for (Layer layer : layers) {
            entries.add(new TarHeader("layers/" + layer.layerId() + ".qcow2", layer.fileSizeBytes()));
        }
        return entries;
    }

    /** What every version of a manifest begins with. */
    private record Head(String format, int version) {
    }
}
