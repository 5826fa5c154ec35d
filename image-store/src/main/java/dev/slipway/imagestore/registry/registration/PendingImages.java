package dev.slipway.imagestore.registry.registration;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.StateReason;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import java.util.List;
import java.util.Optional;

/**
 * Images that are seen before they are complete, as those that EC2's CreateImage makes: pending, then available or
 * failed. One that failed has no disks, and stays to tell why until it is deregistered.
 */
public final class PendingImages {

    private final Catalogue catalogue;
    private final OwnImages own;
    private final ImageRegistration registration;
    private final RecordFiles records;

    /** Records images for {@code account}. */
    public PendingImages(Catalogue catalogue, StoreLayout layout, AccountId account) {
        this.catalogue = catalogue;
        this.own = new OwnImages(catalogue, layout, account);
        this.registration = new ImageRegistration(layout, account);
        this.records = new RecordFiles(layout);
    }

    /** Throws IMAGE_NAME_DUPLICATE when an image of this account has the name. */
    public void requireFreeName(Reader reader, String name) {
        registration.requireFreeName(reader, name);
    }

    /** Records an image as pending: its name is taken from now on. Throws IMAGE_NAME_DUPLICATE. */
    public Image begin(Image image) {
        Image pending = ImageDraft.of(image).state(ImageState.PENDING).blockDeviceMappings(List.of()).build();
        return catalogue.change(change -> registration.insert(change, pending));
    }

    /** Says that an image is complete. Throws IMAGE_NOT_FOUND, IMAGE_UNAVAILABLE when it was deregistered meanwhile. */
    public Image complete(Change change, ImageId id, List<BlockDeviceMapping> mappings) {
        return own.change(change, id, draft -> draft.state(ImageState.AVAILABLE).blockDeviceMappings(mappings));
    }

    /** Says that a pending image, whoever's it is, will not become complete; any other is left alone. */
    public void fail(ImageId id, StateReason reason) {
        catalogue.change(change -> {
            Optional<Stored<Image>> stored = change.find(Image.TABLE, id.value());
            if (stored.isPresent() && stored.get().document().state() == ImageState.PENDING) {
                Image failed = ImageDraft.of(stored.get().document()).state(ImageState.FAILED)
                        .stateReason(Optional.of(reason)).build();
                records.write(failed);
                change.update(Image.TABLE, failed, stored.get().version());
            }
            return null;
        });
    }
}
