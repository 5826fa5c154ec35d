package dev.slipway.imagestore.registry.lookup;

import static dev.slipway.imagestore.errors.StoreError.IMAGE_UNAVAILABLE;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.record.RecordedChanges;
import dev.slipway.imagestore.record.RecordedTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The images an account may change: its own. Whoever changes an image does it through here. */
public final class OwnImages {

    private final Catalogue catalogue;
    private final AccountId account;
    private final RecordFiles records;
    private final Optional<RecordedChanges> changes;

    /** For changes that are part of a caller's operation. */
    public OwnImages(Catalogue catalogue, StoreLayout layout, AccountId account) {
        this(catalogue, layout, account, Optional.empty());
    }

    /** For changes that are operations of their own. */
    public OwnImages(Catalogue catalogue, StoreLayout layout, AccountId account, RecordedChanges changes) {
        this(catalogue, layout, account, Optional.of(changes));
    }

    private OwnImages(
            Catalogue catalogue, StoreLayout layout, AccountId account, Optional<RecordedChanges> changes) {
        this.catalogue = catalogue;
        this.account = account;
        this.records = new RecordFiles(layout);
        this.changes = changes;
    }

    /**
     * An image of this account as it is now. Throws IMAGE_NOT_FOUND, for another account's too, and IMAGE_UNAVAILABLE for
     * one that is deregistered.
     */
    public Stored<Image> get(Reader reader, ImageId id) {
        Optional<Stored<Image>> stored = reader.find(Image.TABLE, id.value());
        if (stored.isEmpty() || !stored.get().document().ownerId().equals(account)) {
            throw ImageLookup.notFound(List.of(id));
        }
        if (stored.get().document().state() == ImageState.DEREGISTERED) {
            throw new StoreException(IMAGE_UNAVAILABLE, "The image '" + id + "' is deregistered already.");
        }
        return stored.get();
    }

    /** Images of this account as they are now. Throws IMAGE_NOT_FOUND with all that are missing, IMAGE_UNAVAILABLE. */
    public List<Stored<Image>> get(Reader reader, List<ImageId> ids) {
        List<ImageId> missing = new ArrayList<>();
        for (ImageId id : ids) {
            Optional<Stored<Image>> stored = reader.find(Image.TABLE, id.value());
            if (stored.isEmpty() || !stored.get().document().ownerId().equals(account)) {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            throw ImageLookup.notFound(missing);
        }
        List<Stored<Image>> images = new ArrayList<>();
        ids.forEach(id -> images.add(get(reader, id)));
        return images;
    }

    /** Changes an image in a transaction of its own; throws what {@link #get} throws. */
    public Image change(ImageId id, UnaryOperator<ImageDraft> difference) {
        return changes.isPresent()
                ? changes.get().change(List.of(id), change -> change(change, id, difference))
                : catalogue.change(change -> change(change, id, difference));
    }

    /** Changes an image, row and record beside; throws what {@link #get} throws. */
    public Image change(Change change, ImageId id, UnaryOperator<ImageDraft> difference) {
        Stored<Image> stored = get(change, id);
        Image changed = difference.apply(ImageDraft.of(stored.document())).build();
        if (!RecordedTables.isKept(changed)) {
            records.delete(id);
        } else {
            records.write(changed);
        }
        return change.update(Image.TABLE, changed, stored.version()).document();
    }
}
