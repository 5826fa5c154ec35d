package dev.slipway.imagestore.lifecycle;

import static dev.slipway.imagestore.errors.StoreError.IMAGE_UNAVAILABLE;

import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import dev.slipway.imagestore.sharing.Permissions;

/** Switches an image off, without giving it away, and on again. Instances that run from it go on. */
public final class Availability {

    private final OwnImages own;

    public Availability(OwnImages own) {
        this.own = own;
    }

    /**
     * Takes an image out of use, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisableImage.html">DisableImage</a> does: it
     * cannot be launched or shared, and whoever it was shared with loses it for good. One that is disabled stays so.
     * Throws IMAGE_NOT_FOUND, and IMAGE_UNAVAILABLE for an image that was never available.
     */
    public Image disable(ImageId id) {
        return own.change(id, draft -> {
            requireSwitchable(draft);
            return draft.state(ImageState.DISABLED).launchPermissions(Permissions.NONE);
        });
    }

    /**
     * Puts a disabled image into use again, its owner's alone, as EC2's EnableImage does. Throws IMAGE_NOT_FOUND, and
     * IMAGE_UNAVAILABLE for an image that was never available.
     */
    public Image enable(ImageId id) {
        return own.change(id, draft -> {
            requireSwitchable(draft);
            return draft.state(ImageState.AVAILABLE);
        });
    }

    private static void requireSwitchable(ImageDraft draft) {
        Image image = draft.build();
        switch (image.state()) {
            case AVAILABLE, DISABLED -> { }
            case PENDING, FAILED, DEREGISTERED -> throw new StoreException(IMAGE_UNAVAILABLE,
                    "The image '" + image.imageId() + "' is " + image.state() + ".");
        }
    }
}
