package dev.slipway.imagestore.registry.lookup;

import static dev.slipway.imagestore.errors.StoreError.IMAGE_AMBIGUOUS;
import static dev.slipway.imagestore.errors.StoreError.IMAGE_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.IMAGE_UNAVAILABLE;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.channel.ChannelName;
import dev.slipway.imagestore.channel.ChannelReference;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.sharing.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Finds the images that an account may see: its own, and those it may launch unless their owner disabled them; never
 * those that are deregistered.
 */
public final class ImageLookup {

    private final AccountId account;

    /** Finds what {@code account} may see. */
    public ImageLookup(AccountId account) {
        this.account = account;
    }

    /** Whether the account may see this image. */
    public boolean sees(Image image) {
        return new Visibility(account).sees(image);
    }

    /** The query, but for images that are nobody's or others' alone; {@link #sees} tells of the disabled ones. */
    Query visible(Query query) {
        return query.whereNot("state", ImageState.DEREGISTERED).and(new Query.Either(List.of(
                new Query.AnyOf("owner", List.of(account.value())),
                new Query.AnyOf("executable_by", List.of(account.value())),
                new Query.AnyOf("visibility", List.of("public")))));
    }

    /** The images that match, of those the account may see. */
    public List<Image> list(Reader reader, Query query) {
        List<Image> images = new ArrayList<>();
        for (Stored<Image> stored : reader.list(Image.TABLE, visible(query))) {
            if (sees(stored.document())) {
                images.add(stored.document());
            }
        }
        return images;
    }

    /** All of these, or IMAGE_NOT_FOUND with EC2's sentence for one and for several. */
    public List<Image> describe(Reader reader, List<ImageId> ids) {
        List<Image> images = new ArrayList<>();
        List<ImageId> missing = new ArrayList<>();
        for (ImageId id : ids) {
            Optional<Stored<Image>> stored = reader.find(Image.TABLE, id.value());
            if (stored.isPresent() && sees(stored.get().document())) {
                images.add(stored.get().document());
            } else {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            throw notFound(missing);
        }
        return images;
    }

    /** The one image that an id, a name or a name with a channel means. */
    public Image byReference(Reader reader, String reference) {
        if (ImageId.isImageId(reference)) {
            return byId(reader, new ImageId(reference));
        }
        return ChannelName.isChannelName(reference) ? byChannel(reader, reference) : byName(reader, reference);
    }

    /** All of these; the ids that are missing are named together, as EC2 does, before any name is looked at. */
    public List<Image> byReferences(Reader reader, List<String> references) {
        List<ImageId> missing = new ArrayList<>();
        for (String reference : references) {
            if (ImageId.isImageId(reference) && reader.find(Image.TABLE, reference)
                    .filter(stored -> sees(stored.document()) || isOwnDeregistered(stored.document())).isEmpty()) {
                missing.add(new ImageId(reference));
            }
        }
        if (!missing.isEmpty()) {
            throw notFound(missing);
        }
        List<Image> images = new ArrayList<>();
        references.forEach(reference -> images.add(byReference(reader, reference)));
        return images;
    }

    private boolean isOwnDeregistered(Image image) {
        return image.state() == ImageState.DEREGISTERED && image.ownerId().equals(account);
    }

    /** One's own channel of a name comes before those of others, of which those count that lead to an image one sees. */
    private Image byChannel(Reader reader, String name) {
        List<Image> images = new ArrayList<>();
        for (ImageId id : ChannelReference.parse(name).images(reader, account)) {
            reader.find(Image.TABLE, id.value()).map(Stored::document).filter(this::sees).ifPresent(images::add);
        }
        if (images.isEmpty()) {
            throw new StoreException(IMAGE_NOT_FOUND, "The image " + Quoted.of(name) + " does not exist.",
                    "List the channels with: slipway channel list");
        }
        return onlyOne(name, images);
    }

    private Image byId(Reader reader, ImageId id) {
        Optional<Stored<Image>> stored = reader.find(Image.TABLE, id.value());
        if (stored.isPresent() && isOwnDeregistered(stored.get().document())) {
            throw new StoreException(IMAGE_UNAVAILABLE, "The image '" + id + "' is deregistered.");
        }
        return describe(reader, List.of(id)).get(0);
    }

    /**
     * One's own image of a name comes before those of others, which may all have the same one. Others' that are deprecated
     * are named by their ids only: to name one by its name is to search.
     */
    private Image byName(Reader reader, String name) {
        List<Image> named = list(reader, Query.all().where("name", name));
        boolean deprecated = named.removeIf(image -> !new Visibility(account).finds(image, Timestamp.now()));
        List<Image> own = new ArrayList<>();
        for (Image image : named) {
            if (image.ownerId().equals(account)) {
                own.add(image);
            }
        }
        List<Image> candidates = own.isEmpty() ? named : own;
        if (candidates.isEmpty()) {
            throw new StoreException(IMAGE_NOT_FOUND, "The image " + Quoted.of(name) + " does not exist.", deprecated
                    ? "An image of that name is deprecated; use its id." : "List the images with: slipway image list");
        }
        return onlyOne(name, candidates);
    }

    private static Image onlyOne(String name, List<Image> candidates) {
        if (candidates.size() > 1) {
            StringJoiner ids = new StringJoiner(", ");
            candidates.forEach(image -> ids.add(image.imageId() + " of " + image.ownerId()));
            throw new StoreException(IMAGE_AMBIGUOUS, "The name '" + name + "' fits several images.",
                    "Use the id of one of them: " + ids);
        }
        return candidates.get(0);
    }

    /** An image of anybody's, not deregistered, that begins as this snapshot. */
    public static Optional<ImageId> imageThatUses(Reader reader, SnapshotId snapshot) {
        List<Stored<Image>> users = reader.list(Image.TABLE, Query.all()
                .where("snapshot", snapshot)
                .whereNot("state", ImageState.DEREGISTERED).limit(1));
        return users.isEmpty() ? Optional.empty() : Optional.of(users.get(0).document().imageId());
    }

    /** IMAGE_NOT_FOUND, in EC2's sentence for one and for several. */
    public static StoreException notFound(List<ImageId> ids) {
        StringJoiner list = new StringJoiner(", ", "[", "]");
        ids.forEach(id -> list.add(id.value()));
        return new StoreException(IMAGE_NOT_FOUND, ids.size() == 1
                ? "The image id '" + list + "' does not exist."
                : "The image ids '" + list + "' do not exist.");
    }
}
