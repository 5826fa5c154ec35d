package dev.slipway.imagestore.sharing;

import static dev.slipway.imagestore.errors.StoreError.IMAGE_UNAVAILABLE;
import static dev.slipway.imagestore.errors.StoreError.OPERATION_NOT_PERMITTED;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.lifecycle.Deprecation;
import dev.slipway.imagestore.record.RecordedChanges;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import java.util.List;

/**
 * Who may launch the images of an account: everybody (public), accounts that are named (explicit), and the owner
 * (implicit). The right to launch an image includes the use of its snapshots, kernel and ramdisk for that, and nothing
 * else of them.
 */
public final class ImageSharing {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final AccountId account;
    private final OwnImages own;
    private final Images images;
    private final RecordedChanges changes;
    private final BlockPublicAccess block;

    public ImageSharing(Catalogue catalogue, StoreLayout layout, AccountId account, Images images,
            RecordedChanges changes) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.account = account;
        this.own = new OwnImages(catalogue, layout, account, changes);
        this.images = images;
        this.changes = changes;
        this.block = new BlockPublicAccess(catalogue, layout, account, changes);
    }

    /**
     * Shares an image with more, or with fewer, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyImageAttribute.html">ModifyImageAttribute</a>
     * of {@code launchPermission}. One that becomes public is deprecated two years after its creation, as EC2 has it.
     * Throws IMAGE_NOT_FOUND, and, when somebody is added, IMAGE_UNAVAILABLE unless the image is available,
     * OPERATION_NOT_PERMITTED for making one public that has a product code, or where that is blocked.
     */
    public Image modify(ImageId id, PermissionChange difference) {
        return changes.change(List.of(id), change -> {
            Image before = own.get(change, id).document();
            if (difference.adds() && before.state() != ImageState.AVAILABLE) {
                throw new StoreException(IMAGE_UNAVAILABLE,
                        "The image '" + id + "' is " + before.state() + " and cannot be shared.");
            }
            Permissions after = difference.applied(before.launchPermissions(), account);
            boolean becomesPublic = after.isPublic() && !before.launchPermissions().isPublic();
            if (becomesPublic) {
                requireShareable(change, before);
            }
            return own.change(change, id, draft -> permitted(draft, before, after, becomesPublic));
        });
    }

    private static ImageDraft permitted(ImageDraft draft, Image before, Permissions after, boolean becomesPublic) {
        draft.launchPermissions(after);
        return becomesPublic ? draft.deprecationTime(Deprecation.whenPublic(before)) : draft;
    }

    /** Makes an image its owner's alone again, as EC2's ResetImageAttribute does. Throws IMAGE_NOT_FOUND, IMAGE_UNAVAILABLE. */
    public Image reset(ImageId id) {
        return own.change(id, draft -> draft.launchPermissions(Permissions.NONE));
    }

    /**
     * Takes this account off an image that another shares with it by name, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CancelImageLaunchPermission.html">CancelImageLaunchPermission</a>
     * does. Throws IMAGE_NOT_FOUND, and OPERATION_NOT_PERMITTED for an image that is one's own or only public.
     */
    public void cancel(ImageId id) {
        changes.change(List.of(id), change -> {
            Image image = images.describe(change, List.of(id)).get(0);
            if (!image.launchPermissions().accounts().contains(account)) {
                throw new StoreException(OPERATION_NOT_PERMITTED, "The image '" + id + "' is not shared with the account '"
                        + account + "' by name, so that cannot be cancelled.");
            }
            // Of all that one can do to another's image this is the only thing, so it is done as its owner.
            return new OwnImages(catalogue, layout, image.ownerId()).change(change, id,
                    draft -> draft.launchPermissions(image.launchPermissions().without(List.of(account))));
        });
    }

    private void requireShareable(Change change, Image image) {
        if (!image.productCodes().isEmpty()) {
            throw new StoreException(OPERATION_NOT_PERMITTED, "The image '" + image.imageId() + "' has the product code '"
                    + image.productCodes().get(0) + "' and cannot be made public.",
                    "Share it with accounts by name: --user-id 123456789012.");
        }
        block.requireUnblockedImages(change);
    }
}
