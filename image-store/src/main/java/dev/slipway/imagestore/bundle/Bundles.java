package dev.slipway.imagestore.bundle;

import static dev.slipway.imagestore.errors.StoreError.BUNDLE_ACCESS_DENIED;
import static dev.slipway.imagestore.errors.StoreError.BUNDLE_IN_USE;
import static dev.slipway.imagestore.errors.StoreError.BUNDLE_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.INVALID_MANIFEST;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.bundle.parts.BundleReader;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.LayerImport;
import dev.slipway.imagestore.layer.LayerRelease;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.snapshot.Snapshots;
import dev.slipway.imagestore.sweep.Sweep;
import dev.slipway.imagestore.volume.Volumes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bundles of a region: what EC2's bundling tools put into S3, and what a launch of an instance-store image reads.
 * They are files and have no rows, as in S3: one that is copied into a bucket is there.
 */
public final class Bundles implements LayerRelease {

    private final Catalogue catalogue;
    private final AccountId account;
    private final BundleFiles files;
    private final BundleOperation operation;
    private final BundleCreation creation;
    private final BundleUnpacking unpacking;
    private final BundleCopies copies;
    private final Sweep sweep;

    /** Made with the store, where it registers its operations and what must not be collected. */
    public Bundles(Catalogue catalogue, StoreLayout layout, Operations operations, AccountId account,
            Snapshots snapshots, Volumes volumes, Sweep sweep, DiskRules rules) {
        this.catalogue = catalogue;
        this.account = account;
        this.files = new BundleFiles(layout);
        LayerImport layerImport = new LayerImport(rules);
        this.operation = new BundleOperation(catalogue, layout, operations, files);
        this.creation = new BundleCreation(catalogue, layout, account, operation,
                new RawDisk(catalogue, layout, snapshots, volumes, layerImport), files);
        this.unpacking = new BundleUnpacking(catalogue, layout, operations, layerImport, files);
        this.copies = new BundleCopies(catalogue, layout, account, this, files, operation);
        this.sweep = sweep;
        sweep.alsoNeeded(unpacking::needed);
    }

    /**
     * Bundles a disk, as EC2's tools {@code ec2-bundle-image} and {@code ec2-upload-bundle} do. Throws BUNDLE_EXISTS,
     * DISK_TOO_LARGE beyond EC2's 10 GiB, VOLUME_IN_USE, SNAPSHOT_NOT_FOUND, VOLUME_NOT_FOUND, for a file what an import
     * throws, and NO_SPACE; then, and when it is interrupted, nothing is left of it.
     */
    public Bundle create(BundleLocation location, BundleSource source, BundledMachine machine, Progress progress) {
        creation.run(location, source, machine, progress);
        return files.read(location);
    }

    /** Throws BUNDLE_EXISTS when something lies there already; whoever makes a bundle of much work asks early. */
    public void requireFree(BundleLocation location) {
        creation.requireFree(location);
    }

    /** Brings bundles of other regions here. */
    public BundleCopies copies() {
        return copies;
    }

    /** Every bundle, by name; one whose manifest cannot be used is listed with the reason. */
    public List<ListedBundle> list() {
        List<ListedBundle> bundles = new ArrayList<>();
        for (BundleLocation location : files.list()) {
            bundles.add(look(location));
        }
        return bundles;
    }

    private ListedBundle look(BundleLocation location) {
        try {
            return new ListedBundle(location, Optional.of(files.read(location)), Optional.empty());
        } catch (StoreException e) {
            // Not there: it was deleted since the bucket was read.
            if (e.kind() != INVALID_MANIFEST && e.kind() != BUNDLE_NOT_FOUND) {
                throw e;
            }
            return new ListedBundle(location, Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    /** The bundle there. Throws BUNDLE_NOT_FOUND, INVALID_MANIFEST. */
    public Bundle describe(BundleLocation location) {
        return files.read(location);
    }

    /** Throws INVALID_MANIFEST unless all parts are there with the size they have together; reads none of them. */
    public void requireComplete(Bundle bundle) {
        new BundleReader(bundle, files.folder(bundle.location()), Progress.NONE).requireParts();
    }

    /** Reads a bundle to its end and compares every digest. Throws BUNDLE_NOT_FOUND, INVALID_MANIFEST. */
    public Bundle verify(BundleLocation location, Progress progress) {
        Bundle bundle = files.read(location);
        new BundleReader(bundle, files.folder(location), progress).verify();
        return bundle;
    }

    /**
     * Deletes a bundle of this account, as {@code ec2-delete-bundle} does. What was unpacked of it stays as long as an
     * instance uses it. Throws BUNDLE_NOT_FOUND, BUNDLE_ACCESS_DENIED, and BUNDLE_IN_USE while an image is registered
     * from it, unless forced: launches of that image then fail with INVALID_MANIFEST, as on EC2.
     */
    public void delete(BundleLocation location, boolean force) {
        operation.run(location, () -> requireDeletable(location, force), List.of(), List.of(), running -> {
            files.deleteManifest(location);
            // Closing the operation removes the parts, as the next command would.
            Failpoint.BUNDLE_MANIFEST_DELETED.reached();
        });
    }

    /**
     * Deletes a bundle that an operation of the caller has made, whoever's it was, unless an image that can be launched was
     * registered from it meanwhile; none is no error.
     */
    public void discard(BundleLocation location) {
        operation.run(location, () -> { }, List.of(), List.of(), running -> catalogue.change(change -> {
            boolean used = change.list(Image.TABLE, Query.all().where("location", location.imageLocation())).stream()
                    .anyMatch(image -> image.document().state() == ImageState.AVAILABLE
                            || image.document().state() == ImageState.DISABLED);
            if (!used) {
                files.deleteManifest(location);
            }
            return null;
        }));
    }

    private void requireDeletable(BundleLocation location, boolean force) {
        files.requireSomething(location);
        // One that cannot be read has no owner that could be asked.
        Optional<Bundle> bundle = look(location).bundle();
        if (bundle.isPresent() && !bundle.get().manifest().ownerId().equals(account)) {
            throw new StoreException(BUNDLE_ACCESS_DENIED, "The bundle '" + location + "' is the account '"
                    + bundle.get().manifest().ownerId() + "'s.");
        }
        List<ImageId> images = imagesOf(location);
        if (!images.isEmpty() && !force) {
            throw new StoreException(BUNDLE_IN_USE, "The image '" + images.get(0) + "' is registered from the bundle '"
                    + location + "'.", "Deregister it first, or use --force: it cannot be launched any more then.");
        }
    }

    /** The images of all accounts that are registered from a bundle. */
    public List<ImageId> imagesOf(BundleLocation location) {
        List<ImageId> images = new ArrayList<>();
        for (Stored<Image> stored : catalogue.read(reader -> reader.list(Image.TABLE, Query.all()
                .where("location", location.imageLocation()).whereNot("state", ImageState.DEREGISTERED)))) {
            images.add(stored.document().imageId());
        }
        return images;
    }

    /**
     * The layer that a bundle was unpacked into; it is unpacked when it was not yet, once however many ask. Whoever
     * builds on the layer pins it by an operation and looks again whether it is there. Throws INVALID_MANIFEST when the
     * bundle is not there or is not what its manifest says, and NO_SPACE; then nothing is left of it.
     */
    public Layer unpacked(BundleLocation location, Progress progress) {
        return unpacking.layer(location, progress);
    }

    /** Collects the layer of an instance that is gone, unless an image is registered from its bundle. */
    @Override
    public void released(LayerId layer) {
        if (!catalogue.read(unpacking::needed).layers().contains(layer)) {
            sweep.released(layer);
        }
    }
}
