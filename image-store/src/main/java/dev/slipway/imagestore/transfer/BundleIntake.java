package dev.slipway.imagestore.transfer;

import static dev.slipway.imagestore.errors.StoreError.BUNDLE_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.COPY_NOT_PERMITTED;
import static dev.slipway.imagestore.errors.StoreError.INVALID_MANIFEST;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.bundle.BundleCopies;
import dev.slipway.imagestore.bundle.Bundles;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.operation.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sees to it that a store has the bundle of an instance-store image that comes into it: one of the account's own with the
 * same disk will do, else a copy is made. The copy's name has the id of the image in it, so what one leaves that broke
 * off is no bundle of anybody else's.
 */
final class BundleIntake {

    private static final String BUNDLE = "bundle";

    private final Bundles bundles;
    private final AccountId account;

    BundleIntake(Bundles bundles, AccountId account) {
        this.bundles = bundles;
        this.account = account;
    }

    /**
     * A bundle and where the copy of its image finds it.
     *
     * @param source the bundles of the region it comes from
     * @param original the bundle there
     * @param place where it is here
     * @param isNew whether it has to be brought there
     */
    record Passage(BundleCopies source, Bundle original, BundleLocation place, boolean isNew) {
    }

    /**
     * What an image's copy is to be registered from; empty where its root is a volume. Throws INVALID_MANIFEST,
     * COPY_NOT_PERMITTED for another account's bundle, NO_SPACE.
     */
    Optional<Passage> plan(ImageStore source, Image image, ImageId copy) {
        if (image.rootDeviceType() != RootDeviceType.INSTANCE_STORE) {
            return Optional.empty();
        }
        Bundle original = bundleOf(source, image);
        source.bundles().requireComplete(original);
        Optional<BundleLocation> same = bundles.copies().same(original);
        BundleLocation place = same.orElseGet(() -> original.location().ofCopy(copy));
        if (same.isEmpty()) {
            bundles.copies().requireSpace(source.bundles().copies(), original, place);
        }
        return Optional.of(new Passage(source.bundles().copies(), original, place, same.isEmpty()));
    }

    private Bundle bundleOf(ImageStore source, Image image) {
        String location = image.imageLocation().orElseThrow(() -> new StoreException(INVALID_MANIFEST,
                "The image '" + image.imageId() + "' names no manifest."));
        try {
            Bundle bundle = source.bundles().describe(BundleLocation.of(location));
            if (!bundle.manifest().ownerId().equals(account)) {
                throw new StoreException(COPY_NOT_PERMITTED, "You do not have permission to access the storage of the image '"
                        + image.imageId() + "'.", "Its bundle is another account's. Launch it and bundle the instance.");
            }
            return bundle;
        } catch (StoreException e) {
            if (e.kind() != BUNDLE_NOT_FOUND) {
                throw e;
            }
            throw new StoreException(INVALID_MANIFEST, "The manifest '" + location + "' is not there (any more).", null, e);
        }
    }

    /** The details of an operation, with what it may leave of a bundle. */
    static Map<String, String> details(Map<String, String> others, Optional<Passage> passage) {
        Map<String, String> details = new HashMap<>(others);
        passage.filter(Passage::isNew).ifPresent(made -> details.put(BUNDLE, made.place().imageLocation()));
        return Map.copyOf(details);
    }

    /** Brings the bundle, unless it is there, with the kernel and ramdisk that its image has here. */
    void bring(Optional<Passage> passage, Optional<ImageId> kernel, Optional<ImageId> ramdisk, boolean verify,
            Progress progress) {
        if (passage.isEmpty()) {
            return;
        }
        Passage wanted = passage.get();
        if (wanted.isNew()) {
            bundles.copies().make(wanted.source(), wanted.original(), wanted.place(),
                    wanted.original().manifest().machine().booting(kernel, ramdisk), verify, progress);
        } else if (verify) {
            bundles.verify(wanted.place(), progress);
        }
    }

    /**
     * The location that the copy is registered from. Throws BUNDLE_NOT_FOUND when somebody deleted it; within the transaction
     * that registers the image, so that nobody discards it as unused.
     */
    Optional<String> locationOf(Optional<Passage> passage) {
        return passage.map(there -> bundles.describe(there.place()).location().imageLocation());
    }

    /**
     * Takes back the bundle of a copy that was not made.
     *
     * @param ended whether nobody is going to go on with it
     */
    void undo(Operation operation, boolean ended) {
        String location = operation.details().get(BUNDLE);
        if (location != null) {
            BundleLocation place = BundleLocation.of(location);
            bundles.discard(place);
            if (ended) {
                bundles.copies().abandon(place);
            }
        }
    }
}
