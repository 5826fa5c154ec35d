package dev.slipway.imagestore.image;

import static dev.slipway.imagestore.errors.StoreError.IMAGE_UNAVAILABLE;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import java.util.List;

/** The images of a region as one account sees them. */
public final class Images {

    private final Catalogue catalogue;
    private final ImageLookup lookup;

    public Images(Catalogue catalogue, AccountId account) {
        this.catalogue = catalogue;
        this.lookup = new ImageLookup(account);
    }

    /** The images this account sees, of those that a query on {@link Image#TABLE} selects. */
    public List<Image> list(Query query) {
        return catalogue.read(reader -> lookup.list(reader, query));
    }

    /** These images, in this order. Throws IMAGE_NOT_FOUND, naming all that are missing, when one of them is. */
    public List<Image> describe(List<ImageId> ids) {
        return catalogue.read(reader -> lookup.describe(reader, ids));
    }

    /**
     * The image with this id or name; one's own name comes before another account's. Throws IMAGE_NOT_FOUND,
     * IMAGE_AMBIGUOUS when a name fits images of several accounts, IMAGE_UNAVAILABLE when one's own is deregistered.
     */
    public Image find(String reference) {
        return catalogue.read(reader -> lookup.byReference(reader, reference));
    }

    /** As {@link #find}, and throws IMAGE_UNAVAILABLE unless it is a machine image that can be launched. */
    public Image findLaunchable(String reference) {
        Image image = find(reference);
        if (image.imageType() != ImageType.MACHINE) {
            throw new StoreException(IMAGE_UNAVAILABLE, "The image '" + reference + "' is a " + image.imageType()
                    + " image; only machine images can be launched.");
        }
        if (image.state() != ImageState.AVAILABLE) {
            throw new StoreException(IMAGE_UNAVAILABLE, "The image '" + reference + "' is " + image.state() + ".");
        }
        return image;
    }
}
