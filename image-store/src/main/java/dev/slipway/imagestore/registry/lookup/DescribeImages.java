package dev.slipway.imagestore.registry.lookup;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.AccountWords;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.filter.Selection;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds images as EC2's DescribeImages does. */
public final class DescribeImages {

    private final AccountId account;
    private final ImageLookup lookup;
    private final Listing<Image> listing =
            new Listing<>(Image.TABLE, "created", image -> image.creationDate().toEpochMilli());

    /** Finds what {@code account} may see. */
    public DescribeImages(AccountId account) {
        this.account = account;
        this.lookup = new ImageLookup(account);
    }

    /** One page of what is searched. Throws IMAGE_NOT_FOUND when one that is named does not exist. */
    public Page<Image> page(Reader reader, ImageSearch search, PageRequest page) {
        AccountWords words = new AccountWords(account);
        Selection<Image> selection = words.ownedBy(
                Selection.of(lookup.visible(Query.all())), search.owners(), !search.filters().isEmpty());
        selection = words.sharedWith(
                selection, search.executableBy(), "executable_by", Image::ownerId, Image::launchPermissions);
        if (search.ids().isEmpty()) {
            selection = listed(selection, search);
        } else {
            lookup.describe(reader, search.ids());
            selection = selection.and(new Query.AnyOf("id", texts(search.ids()))).and(lookup::sees);
        }
        return listing.page(reader, selection.and(search.filters(), new ImageFilters(account)), search, page);
    }

    /** Without what is hidden from lists, and shown only to whoever asks for it or knows its id. */
    private Selection<Image> listed(Selection<Image> selection, ImageSearch search) {
        Selection<Image> listed = search.includeDisabled()
                ? selection.and(lookup::sees)
                : selection.and(new Query.NotEqual("state", ImageState.DISABLED.word()));
        if (search.includeDeprecated()) {
            return listed;
        }
        Instant now = Timestamp.now();
        return listed.and(image -> image.ownerId().equals(account)
                || image.deprecationTime().isEmpty() || now.isBefore(image.deprecationTime().get()));
    }

    private static List<String> texts(List<ImageId> ids) {
        List<String> texts = new ArrayList<>();
        for (ImageId id : ids) {
            texts.add(id.value());
        }
        return texts;
    }
}
