package dev.slipway.imagestore.bundle;

import static dev.slipway.imagestore.errors.StoreError.INVALID_MANIFEST;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundleManifest;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.bundle.manifest.ManifestWriter;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import java.util.List;
import java.util.Optional;

/** Bundles of other regions, as they come into this one; {@link Bundles#copies} has those of a store. */
public final class BundleCopies {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final AccountId account;
    private final Bundles bundles;
    private final BundleFiles files;
    private final BundleOperation operation;

    BundleCopies(Catalogue catalogue, StoreLayout layout, AccountId account, Bundles bundles, BundleFiles files,
            BundleOperation operation) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.account = account;
        this.bundles = bundles;
        this.files = files;
        this.operation = operation;
    }

    /** A complete bundle of this account here that has the same disk: no other has to be brought then. */
    public Optional<BundleLocation> same(Bundle original) {
        for (ListedBundle listed : bundles.list()) {
            Optional<Bundle> bundle = listed.bundle().filter(there -> hasSameDisk(there, original) && isComplete(there));
            if (bundle.isPresent()) {
                return Optional.of(bundle.get().location());
            }
        }
        return Optional.empty();
    }

    private boolean hasSameDisk(Bundle there, Bundle original) {
        BundleManifest manifest = there.manifest();
        return manifest.ownerId().equals(account) && manifest.sha256().equals(original.manifest().sha256())
                && manifest.sizeBytes() == original.manifest().sizeBytes();
    }

    private boolean isComplete(Bundle bundle) {
        try {
            bundles.requireComplete(bundle);
            return true;
        } catch (StoreException e) {
            if (e.kind() != INVALID_MANIFEST) {
                throw e;
            }
            return false;
        }
    }

    /** Throws NO_SPACE unless a copy fits. */
    public void requireSpace(BundleCopies source, Bundle original, BundleLocation place) {
        copy(source, original, place).requireSpace();
    }

    /**
     * Copies a bundle. Each part's digest is computed from what was written, and has to be the manifest's. Throws
     * INVALID_MANIFEST for an original that is not what its manifest says, LAYER_DAMAGED for a copy that is not what was
     * read, BUNDLE_EXISTS, and {@code HostException} with NO_SPACE and INTERRUPTED; then nothing is in the bucket.
     *
     * @param source those of the region that the original is in
     * @param place where the copy is going to be; nobody else makes one there
     * @param machine what its manifest says of the machine
     * @param verify whether what shares its blocks with the original is read and checked too
     */
    public void make(BundleCopies source, Bundle original, BundleLocation place, BundledMachine machine, boolean verify,
            Progress progress) {
        source.bundles.requireComplete(original);
        BundleCopy copy = copy(source, original, place);
        BundleManifest manifest = copy.manifest(account, machine);
        operation.run(place, () -> bundles.requireFree(place), List.of(), List.of(), running -> {
            for (int i = 0; i < manifest.parts().size(); i++) {
                copy.stage(i, verify, overall(original, i, progress));
                Failpoint.COPY_PART_STAGED.reached();
            }
            catalogue.change(change -> {
                files.place(place, manifest.parts(), BundleCopy.staging(layout, place));
                return null;
            });
            abandon(place);
            Failpoint.BUNDLE_PARTS_MOVED.reached();
            DurableFiles.write(files.manifest(place), ManifestWriter.write(manifest));
            Failpoint.BUNDLE_WRITTEN.reached();
        });
    }

    /** Forgets what a copy that nobody is going to go on with has brought so far. */
    public void abandon(BundleLocation place) {
        DurableFiles.delete(BundleCopy.staging(layout, place));
    }

    private BundleCopy copy(BundleCopies source, Bundle original, BundleLocation place) {
        return new BundleCopy(layout, original, source.files.folder(original.location()), place);
    }

    /** Parts have one size but for the last, so together they are one progress. */
    private static Progress overall(Bundle original, int index, Progress progress) {
        long before = (long) index * BundleManifest.PART_BYTES;
        return (step, done, total) -> progress.at("copying " + original.location(), before + done,
                Math.max(before + total, original.manifest().bundledSizeBytes()));
    }
}
