package dev.slipway.imagestore.registry;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.registry.lookup.ImageLookup;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedRows;
import java.util.List;

/** The tags of an account's images: machine, kernel and ramdisk images are all {@code image} to EC2. */
public final class ImageTags extends TaggedRows<Image> {

    private final OwnImages own;

    public ImageTags(OwnImages own, AccountId account) {
        super("image", Image.TABLE, account, image -> image.ownerId().equals(account)
                && image.state() != ImageState.DEREGISTERED, Image::tags);
        this.own = own;
    }

    @Override
    public boolean names(String id) {
        return ImageId.isImageId(id);
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        own.change(change, new ImageId(id), draft -> draft.tags(tags));
    }

    @Override
    protected StoreException missing(List<String> ids) {
        return ImageLookup.notFound(ids.stream().map(ImageId::new).toList());
    }
}
