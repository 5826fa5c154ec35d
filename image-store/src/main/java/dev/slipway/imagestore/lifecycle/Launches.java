package dev.slipway.imagestore.lifecycle;

import static dev.slipway.imagestore.errors.StoreError.IMAGE_UNAVAILABLE;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.sharing.Visibility;
import java.time.Instant;
import java.util.Optional;

/** What launches ask of images, and leave behind with them. */
public final class Launches {

    private final Catalogue catalogue;
    private final AccountId account;

    public Launches(Catalogue catalogue, AccountId account) {
        this.catalogue = catalogue;
        this.account = account;
    }

    /** Throws IMAGE_UNAVAILABLE unless it is a machine image that can be launched. */
    public static Image requireLaunchable(Image image) {
        if (image.imageType() != ImageType.MACHINE) {
            throw new StoreException(IMAGE_UNAVAILABLE, "The image '" + image.imageId() + "' is a " + image.imageType()
                    + " image; only machine images can be launched.");
        }
        return requireAvailable(image);
    }

    /**
     * The kernel or ramdisk that an image names, whoever owns it: the right to launch an image includes its use. Throws
     * IMAGE_NOT_FOUND when it is gone, IMAGE_UNAVAILABLE when it is not available any more.
     */
    public Image bootImage(ImageId id) {
        return catalogue.read(reader -> requireAvailable(reader.find(Image.TABLE, id.value())
                .orElseThrow(() -> Images.notFound(id)).document()));
    }

    /**
     * Records, within the transaction that records the instances, that an image is launched: the last look at whether
     * that is allowed, and the time. The record beside the catalogue does not follow, because launches must be quick.
     * Throws IMAGE_NOT_FOUND, IMAGE_UNAVAILABLE for what became of the image since it was looked at first.
     */
    public void record(Change change, ImageId id, Instant now) {
        Stored<Image> stored = change.find(Image.TABLE, id.value())
                .filter(found -> new Visibility(account).sees(found.document()))
                .orElseThrow(() -> Images.notFound(id));
        Image image = requireLaunchable(stored.document());
        change.update(Image.TABLE, ImageDraft.of(image).lastLaunchedTime(Optional.of(now)).build(), stored.version());
    }

    private static Image requireAvailable(Image image) {
        if (image.state() != ImageState.AVAILABLE) {
            throw new StoreException(IMAGE_UNAVAILABLE, "The image '" + image.imageId() + "' is " + image.state() + ".");
        }
        return image;
    }
}
