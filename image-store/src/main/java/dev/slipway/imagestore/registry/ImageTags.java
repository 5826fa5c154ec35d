package dev.slipway.imagestore.registry;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedKind;
import dev.slipway.imagestore.tag.TaggedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tags of an account's images: machine, kernel and ramdisk images are all {@code image} to EC2. */
public final class ImageTags implements TaggedKind {

    private final OwnImages own;
    private final AccountId account;

    public ImageTags(OwnImages own, AccountId account) {
        this.own = own;
        this.account = account;
    }

    @Override
    public String resourceType() {
        return "image";
    }

    @Override
    public boolean names(String id) {
        return ImageId.isImageId(id);
    }

    @Override
    public List<List<Tag>> tags(Reader reader, List<String> ids) {
        List<List<Tag>> tags = new ArrayList<>();
        List<ImageId> missing = new ArrayList<>();
        for (String id : ids) {
            Optional<Stored<Image>> stored = reader.find(Image.TABLE, id);
            if (stored.isEmpty() || !stored.get().document().ownerId().equals(account)
                    || stored.get().document().state() == ImageState.DEREGISTERED) {
                missing.add(new ImageId(id));
            } else {
                tags.add(stored.get().document().tags());
            }
        }
        if (!missing.isEmpty()) {
            throw ImageLookup.notFound(missing);
        }
        return tags;
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        own.change(change, new ImageId(id), draft -> draft.tags(tags));
    }

    @Override
    public List<TaggedResource> all(Reader reader) {
        List<TaggedResource> all = new ArrayList<>();
        Query tagged = Query.all().where("owner", account).whereNot("state", ImageState.DEREGISTERED)
                .matching("tag_key", List.of("*"));
        for (Stored<Image> stored : reader.list(Image.TABLE, tagged)) {
            for (Tag tag : stored.document().tags()) {
                all.add(new TaggedResource(stored.document().imageId().value(), resourceType(), tag));
            }
        }
        return all;
    }
}
