package dev.slipway.imagestore.transfer;

import static dev.slipway.imagestore.errors.StoreError.COPY_NOT_PERMITTED;
import static dev.slipway.imagestore.errors.StoreError.IMAGE_UNAVAILABLE;
import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_STATE;
import static dev.slipway.imagestore.errors.StoreError.UNSUPPORTED;

import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.sharing.Visibility;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotState;

/**
 * What may leave a store, and on whose behalf: EC2's rules for
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/CopyingAMIs.html">copying an AMI</a>. The right to launch
 * somebody's image is not the right to its storage.
 */
public final class CopyRules {

    private CopyRules() {
    }

    /** Throws UNSUPPORTED, IMAGE_UNAVAILABLE, COPY_NOT_PERMITTED. */
    public static void check(Image image, AccountId account) {
        if (image.imageType() != ImageType.MACHINE) {
            throw new StoreException(UNSUPPORTED, "The image '" + image.imageId() + "' is a " + image.imageType()
                    + " image; it goes along with the machine images that boot it.");
        }
        if (image.state() != ImageState.AVAILABLE) {
            throw new StoreException(IMAGE_UNAVAILABLE,
                    "The image '" + image.imageId() + "' is " + image.state() + ".");
        }
        if (!image.ownerId().equals(account) && !image.productCodes().isEmpty()) {
            throw new StoreException(COPY_NOT_PERMITTED, "The image '" + image.imageId()
                    + "' has product codes of another account, so only that account may copy it.",
                    "Launch it and create an image of the instance.");
        }
    }

    /** Throws what {@link #check(Image, AccountId)} throws, and UNSUPPORTED for a root that is in a bundle. */
    public static void checkExport(Image image, AccountId account) {
        check(image, account);
        if (image.rootDeviceType() != RootDeviceType.EBS) {
            throw new StoreException(UNSUPPORTED, "The root of the image '" + image.imageId()
                    + "' is an instance store; only images whose root is a volume can be exported.",
                    "Its bundle is files: take " + image.imageLocation().orElse("them")
                            + " and the parts beside it, and register it elsewhere. Between regions: slipway image copy");
        }
    }

    /** Throws COPY_NOT_PERMITTED, SNAPSHOT_STATE. */
    public static void check(Cargo cargo, AccountId account) {
        for (Snapshot snapshot : cargo.snapshots()) {
            if (!mayRead(snapshot, account)) {
                throw new StoreException(COPY_NOT_PERMITTED,
                        "You do not have permission to access the storage of the image '" + cargo.image().imageId() + "'.",
                        "Its owner has to share the snapshot " + snapshot.snapshotId() + " with you too.");
            }
            check(snapshot, account);
        }
    }

    /** Whether the account may make volumes, and so copies, of the snapshot. */
    public static boolean mayRead(Snapshot snapshot, AccountId account) {
        return new Visibility(account).mayUse(snapshot);
    }

    /** Throws SNAPSHOT_STATE, and COPY_NOT_PERMITTED for one of another account that has product codes. */
    public static void check(Snapshot snapshot, AccountId account) {
        if (!snapshot.ownerId().equals(account) && !snapshot.productCodes().isEmpty()) {
            throw new StoreException(COPY_NOT_PERMITTED, "The snapshot '" + snapshot.snapshotId()
                    + "' has product codes of another account, so only that account may copy it.");
        }
        if (snapshot.state() != SnapshotState.COMPLETED) {
            throw new StoreException(SNAPSHOT_STATE,
                    "The snapshot '" + snapshot.snapshotId() + "' is " + snapshot.state() + ".");
        }
    }
}
