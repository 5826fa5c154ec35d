package dev.slipway.imagestore.care;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.bundle.Bundles;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.BootFile;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves that images are what they were when they came into the store, by reading all of their content again. Layers that
 * have no digest yet, those of snapshots of volumes, get theirs.
 */
public final class ImageVerification {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Bundles bundles;

    public ImageVerification(Catalogue catalogue, StoreLayout layout, Bundles bundles) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.bundles = bundles;
    }

    /** Verifies these images, and reads what they share once. What is wrong is in the result, and throws nothing. */
    public List<VerifiedImage> verify(List<Image> images, Progress progress) {
        LayerVerification layers = new LayerVerification(catalogue, layout, progress);
        List<VerifiedImage> verified = new ArrayList<>();
        for (Image image : images) {
            verified.add(new VerifiedImage(image, parts(image, layers, progress)));
        }
        return verified;
    }

    private List<VerifiedPart> parts(Image image, LayerVerification layers, Progress progress) {
        List<VerifiedPart> parts = new ArrayList<>();
        for (SnapshotId id : image.snapshotIds()) {
            Optional<Snapshot> snapshot =
                    catalogue.read(reader -> reader.find(Snapshot.TABLE, id.value())).map(Stored::document);
            if (snapshot.isEmpty()) {
                parts.add(VerifiedPart.broken("snapshot", id.value(), "The snapshot does not exist."));
            } else {
                parts.addAll(layers.chain(snapshot.get().layerId()));
            }
        }
        image.bootFile().ifPresent(file -> parts.add(bootFile(image, file, progress)));
        image.imageLocation().ifPresent(location -> parts.add(bundle(location, progress)));
        return parts;
    }

    private VerifiedPart bootFile(Image image, BootFile expected, Progress progress) {
        Path file = layout.bootFile(image.imageId());
        String id = image.imageId().value();
        if (!Files.isRegularFile(file)) {
            return VerifiedPart.broken("boot-file", id, "The file '" + file + "' is not there.");
        }
        try {
            String sha256 = DurableFiles.sha256(file, progress);
            List<String> problems = sha256.equals(expected.sha256()) ? List.of()
                    : List.of("The content is not what was stored: its SHA-256 is " + sha256 + " instead of "
                            + expected.sha256() + ".");
            return new VerifiedPart("boot-file", id, file.toFile().length(), Optional.of(sha256), false, problems);
        } catch (HostException e) {
            return broken("boot-file", id, e);
        }
    }

    private VerifiedPart bundle(String location, Progress progress) {
        try {
            long bytes = bundles.verify(BundleLocation.of(location), progress).manifest().bundledSizeBytes();
            return new VerifiedPart("bundle", location, bytes, Optional.empty(), false, List.of());
        } catch (SlipwayException e) {
            return broken("bundle", location, e);
        }
    }

    private static VerifiedPart broken(String kind, String id, SlipwayException failure) {
        if (failure.code() == HostError.INTERRUPTED) {
            throw failure;
        }
        return VerifiedPart.broken(kind, id, failure.getMessage());
    }
}
