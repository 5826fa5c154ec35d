package dev.slipway.imagestore.registry.registration;

import static dev.slipway.imagestore.errors.StoreError.IMAGE_NAME_DUPLICATE;
import static dev.slipway.imagestore.errors.StoreError.IMAGE_UNAVAILABLE;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.product.Products;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.registry.lookup.ImageLookup;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules of EC2's RegisterImage, checked within the transaction that registers. */
public final class ImageRegistration {

    private final RecordFiles records;
    private final AccountId account;
    private final ImageLookup lookup;

    /** Registers for {@code account}, and writes records into the folders of {@code layout}. */
    public ImageRegistration(StoreLayout layout, AccountId account) {
        this.records = new RecordFiles(layout);
        this.account = account;
        this.lookup = new ImageLookup(account);
    }

    /** Throws IMAGE_NAME_DUPLICATE when an image of this account that is not deregistered has the name. */
    public void requireFreeName(Reader reader, String name) {
        List<Stored<Image>> taken = reader.list(Image.TABLE,
                Query.all().where("owner", account).where("taken_name", name));
        if (!taken.isEmpty()) {
            throw new StoreException(IMAGE_NAME_DUPLICATE, "The image name '" + name + "' is already in use by '"
                    + taken.get(0).document().imageId() + "'.");
        }
    }

    /** A machine image whose root is a volume, not yet recorded. */
    public ImageDraft machine(
            Reader reader, ImageId id, ImageSettings settings, String rootDeviceName, List<BlockDeviceRequest> requests) {
        RegisteredMappings mappings = RegisteredMappings.of(reader, account, requests).withRoot(rootDeviceName);
        return draft(reader, id, settings)
                .rootDeviceName(Optional.of(rootDeviceName))
                .blockDeviceMappings(mappings.mappings())
                .productCodes(ProductCode.union(settings.productCodes(), mappings.productCodes()));
    }

    /** A machine image without its disks and what they are charged as, not yet recorded. */
    ImageDraft draft(Reader reader, ImageId id, ImageSettings settings) {
        Products.requireOwn(reader, account, settings.productCodes());
        settings.kernelId().ifPresent(kernel -> requireBootImage(reader, kernel, ImageType.KERNEL, settings));
        settings.ramdiskId().ifPresent(ramdisk -> requireBootImage(reader, ramdisk, ImageType.RAMDISK, settings));
        return new ImageDraft(id, settings.name(), account, ImageType.MACHINE, settings.architecture(),
                Timestamp.now())
                .description(settings.description())
                .virtualizationType(settings.virtualizationType())
                .bootMode(settings.bootMode())
                .kernelId(settings.kernelId())
                .ramdiskId(settings.ramdiskId())
                .kernelCommandLine(settings.kernelCommandLine())
                .tags(settings.tags())
                .imdsSupport(settings.imdsSupport())
                .platform(settings.platform())
                .productCodes(settings.productCodes());
    }

    /** Records an image, and writes its record beside for the day when the catalogue is lost. */
    public Image insert(Change change, Image image) {
        requireFreeName(change, image.name());
        change.insert(Image.TABLE, image);
        records.write(image);
        Failpoint.IMAGE_WRITTEN.reached();
        return image;
    }

    /**
     * Records an image in a transaction of its own, and takes its record away again when that fails. A process that dies
     * in between leaves a record without a row, which the next sweep removes: an operation around it would cost more
     * than all the rest.
     *
     * @param made makes the image with this id
     */
    public Image register(Catalogue catalogue, ImageId id, Function<Reader, Image> made) {
        try (Rollback rollback = new Rollback()) {
            rollback.onFailure(() -> records.delete(id));
            Image image = catalogue.change(change -> insert(change, made.apply(change)));
            rollback.commit();
            return image;
        }
    }

    private void requireBootImage(Reader reader, ImageId id, ImageType type, ImageSettings settings) {
        Image image = lookup.describe(reader, List.of(id)).get(0);
        if (image.imageType() != type) {
            throw new StoreException(PARAMETER_VALUE, "The image '" + id + "' is a " + image.imageType()
                    + " image, not a " + type + " image.");
        }
        if (image.state() != ImageState.AVAILABLE) {
            throw new StoreException(IMAGE_UNAVAILABLE,
                    "The " + type + " image '" + id + "' is " + image.state() + ".");
        }
        if (image.architecture() != settings.architecture()) {
            throw new StoreException(PARAMETER_VALUE, "The " + type + " image '" + id + "' is for "
                    + image.architecture() + "; the image '" + settings.name() + "' is for "
                    + settings.architecture() + ".");
        }
    }
}
