package dev.slipway.imagestore.bundle;

import static dev.slipway.imagestore.errors.StoreError.INVALID_MANIFEST;
import static dev.slipway.imagestore.errors.StoreError.LAYER_DAMAGED;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundleManifest;
import dev.slipway.imagestore.bundle.manifest.BundlePart;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a bundle of another region into this one. Its parts stay what they are; the manifest gets their new names and
 * what the machine boots here, as EC2's {@code ec2-migrate-manifest} does. Whole parts are kept for a day when it breaks
 * off, so that the same copy asked for again goes on.
 */
final class BundleCopy {

    private static final int KEY_LENGTH = 32;

    private final StoreLayout layout;
    private final Bundle original;
    private final Path folder;
    private final BundleLocation place;

    /**
     * @param folder where the original's parts are
     * @param place where the copy is going to be
     */
    BundleCopy(StoreLayout layout, Bundle original, Path folder, BundleLocation place) {
        this.layout = layout;
        this.original = original;
        this.folder = folder;
        this.place = place;
    }

    /** Throws NO_SPACE unless what is missing of the parts fits. */
    void requireSpace() {
        long bytes = 0;
        for (int i = 0; i < parts().size(); i++) {
            Path part = source(i);
            if (!Files.exists(staged(i)) && !DurableFiles.mayShareBlocks(part, layout.stagingArea())) {
                bytes += sizeOf(part);
            }
        }
        if (bytes > 0) {
            DurableFiles.requireSpace(layout.stagingArea(), bytes);
        }
    }

    /** Where parts wait until all of them are there. */
    static Path staging(StoreLayout layout, BundleLocation place) {
        String key = BundleFiles.digest(place.imageLocation().getBytes(StandardCharsets.UTF_8));
        return layout.downloads().resolve(key.substring(0, KEY_LENGTH));
    }

    /** What the copy's manifest says. */
    BundleManifest manifest(AccountId owner, BundledMachine machine) {
        List<BundlePart> renamed = new ArrayList<>();
        for (int i = 0; i < parts().size(); i++) {
            renamed.add(new BundlePart(StoreLayout.bundlePartName(place.name(), i), parts().get(i).sha256()));
        }
        BundleManifest manifest = original.manifest();
        return new BundleManifest(place.name(), owner, machine, manifest.sizeBytes(), manifest.bundledSizeBytes(),
                manifest.sha256(), renamed);
    }

    /**
     * Brings one part to staging, unless it is there. Throws INVALID_MANIFEST for an original that is not what its manifest
     * says, LAYER_DAMAGED for a copy that is not what was read.
     *
     * @param verify whether it is read also where it shares its blocks with the original
     */
    void stage(int index, boolean verify, Progress progress) {
        BundlePart part = parts().get(index);
        Path target = staged(index);
        if (Files.exists(target)) {
            if (DurableFiles.sha256(target, progress).equals(part.sha256())) {
                return;
            }
            // Cut short.
            DurableFiles.delete(target);
        }
        try {
            Files.createDirectories(target.getParent());
        } catch (IOException e) {
            throw FileFailure.of(target.getParent(), "be made", e);
        }
        Optional<String> read = DurableFiles.cloneOrCopyAndHash(source(index), target, progress);
        if (read.isEmpty() && !verify) {
            return;
        }
        String copied = read.orElseGet(() -> DurableFiles.sha256(target, progress));
        if (!copied.equals(part.sha256())) {
            DurableFiles.delete(target);
            throw damaged(part, source(index), progress);
        }
    }

    private StoreException damaged(BundlePart part, Path source, Progress progress) {
        if (DurableFiles.sha256(source, progress).equals(part.sha256())) {
            return new StoreException(LAYER_DAMAGED, "The copy of the part '" + part.filename() + "' is not what was read: '"
                    + layout.downloads() + "' does not keep what is written to it.");
        }
        return new StoreException(INVALID_MANIFEST, "The part '" + part.filename() + "' of the bundle '"
                + original.location() + "' was changed or damaged: its digest is not that of the manifest.");
    }

    private List<BundlePart> parts() {
        return original.manifest().parts();
    }

    private Path source(int index) {
        return folder.resolve(parts().get(index).filename());
    }

    private Path staged(int index) {
        return staging(layout, place).resolve(StoreLayout.bundlePartName(place.name(), index));
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        }
    }
}
