package dev.slipway.imagestore.registry;

import static dev.slipway.imagestore.errors.StoreError.IMAGE_NOT_YOURS;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.LayerImport;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.lifecycle.Launches;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.record.RecordedChanges;
import dev.slipway.imagestore.registry.imports.ImageImport;
import dev.slipway.imagestore.registry.imports.ImportRequest;
import dev.slipway.imagestore.registry.imports.ImportedImage;
import dev.slipway.imagestore.registry.lookup.DescribeImages;
import dev.slipway.imagestore.registry.lookup.ImageLookup;
import dev.slipway.imagestore.registry.lookup.ImageSearch;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import dev.slipway.imagestore.registry.registration.ImageRegistration;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotUse;
import dev.slipway.imagestore.snapshot.Snapshots;
import dev.slipway.imagestore.source.ImportSource;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.transfer.archive.ImageArchives;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The images of a region as one account sees them. */
public final class Images {

    /** The root device of an image that does not say, as in EC2. */
    public static final String DEFAULT_ROOT_DEVICE = "/dev/sda1";

    private final Catalogue catalogue;
    private final AccountId account;
    private final OwnImages own;
    private final ImageLookup lookup;
    private final ImageRegistration registration;
    private final ImageArchives archives;
    private final ImageImport imports;
    private final DescribeImages describe;

    public Images(
            Catalogue catalogue, StoreLayout layout, Operations operations, AccountId account, Snapshots snapshots,
            DiskRules rules, RecordedChanges changes) {
        this.catalogue = catalogue;
        this.account = account;
        this.own = new OwnImages(catalogue, layout, account, changes);
        this.lookup = new ImageLookup(account);
        this.registration = new ImageRegistration(layout, account);
        this.describe = new DescribeImages(account);
        this.archives = new ImageArchives(catalogue, layout, operations, account, registration, rules);
        this.imports = new ImageImport(catalogue, layout, operations, account, registration, archives, rules);
    }

    /** Who refers to a snapshot. */
    public static SnapshotUse snapshotUse() {
        return ImageLookup::imageThatUses;
    }

    /** Takes images out of archives. */
    public ImageArchives archives() {
        return archives;
    }

    /** The images this account sees, of those that a query on {@link Image#TABLE} selects. */
    public List<Image> list(Query query) {
        return catalogue.read(reader -> lookup.list(reader, query));
    }

    /**
     * The images this account sees, of those that are looked for, as EC2's DescribeImages lists them: the oldest first.
     * Throws IMAGE_NOT_FOUND, naming all that are missing, ACCOUNT_ID_MALFORMED, PARAMETER_VALUE for a filter that is
     * none, FILTER_LIMIT, PAGE_TOKEN.
     */
    public Page<Image> search(ImageSearch search, PageRequest page) {
        return catalogue.read(reader -> describe.page(reader, search, page));
    }

    /** These images, in this order. Throws IMAGE_NOT_FOUND, naming all that are missing, when one of them is. */
    public List<Image> describe(List<ImageId> ids) {
        return catalogue.read(reader -> lookup.describe(reader, ids));
    }

    /**
     * The image with this id or name, or in this channel; one's own comes before another account's. Throws IMAGE_NOT_FOUND,
     * IMAGE_AMBIGUOUS when a name fits images of several accounts, IMAGE_UNAVAILABLE when one's own is deregistered.
     */
    public Image find(String reference) {
        return catalogue.read(reader -> lookup.byReference(reader, reference));
    }

    /** As {@link #find(String)}, for several at one moment. Throws IMAGE_NOT_FOUND naming all ids that are missing. */
    public List<Image> find(List<String> references) {
        return catalogue.read(reader -> lookup.byReferences(reader, references));
    }

    /** As {@link #find(String)}, and throws IMAGE_UNAVAILABLE unless it is a machine image that can be launched. */
    public Image findLaunchable(String reference) {
        return Launches.requireLaunchable(find(reference));
    }

    /** As {@link #find(String)}, within a transaction of the caller. */
    public Image find(Reader reader, String reference) {
        return lookup.byReference(reader, reference);
    }

    /** As {@link #describe(List)}, within a transaction of the caller. */
    public List<Image> describe(Reader reader, List<ImageId> ids) {
        return lookup.describe(reader, ids);
    }

    /** IMAGE_NOT_FOUND in EC2's words. */
    public static StoreException notFound(ImageId id) {
        return ImageLookup.notFound(List.of(id));
    }

    /**
     * Registers a machine image from snapshots of this account, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html">RegisterImage</a> does.
     * Throws IMAGE_NAME_DUPLICATE, IMAGE_NOT_FOUND and IMAGE_UNAVAILABLE for a kernel or ramdisk, SNAPSHOT_NOT_FOUND,
     * SNAPSHOT_STATE, BLOCK_DEVICE_MAPPING, PRODUCT_NOT_FOUND and PRODUCT_NOT_YOURS for a code that is
     * another account's to sell, and PARAMETER_VALUE, PARAMETER_MISSING and PARAMETER_COMBINATION.
     *
     * @param rootDeviceName which of the devices is the root
     * @param devices what is behind each device name; open sizes are those of the snapshots
     */
    public Image register(ImageSettings settings, String rootDeviceName, List<BlockDeviceRequest> devices) {
        ImageId id = ImageId.nextMachine();
        return registration.register(catalogue, id, reader ->
                registration.machine(reader, id, settings, rootDeviceName, devices).build());
    }

    /** Throws what {@link #register} would throw, and registers nothing: EC2's dry run. */
    public void checkRegistration(ImageSettings settings, String rootDeviceName, List<BlockDeviceRequest> devices) {
        catalogue.read(reader -> {
            registration.requireFreeName(reader, settings.name());
            return registration.machine(reader, ImageId.nextMachine(), settings, rootDeviceName, devices);
        });
    }

    /**
     * Makes a machine image of a disk image, in one step: layer, snapshot and registration. Content that is in the
     * store already is not kept twice. Throws what {@link #register} and {@link LayerImport#stage} throw; then, and
     * when it is interrupted, nothing is left of it.
     */
    public Image importMachineImage(ImageSettings settings, DiskSource source, Progress progress) {
        return importImage(ImportRequest.of(settings, ImportSource.of(source)), progress).image();
    }

    /**
     * Makes a machine image of whatever disks a source has: {@link #DEFAULT_ROOT_DEVICE}, and from {@code /dev/sdf} on what
     * more there are. Content that is in the store already is not kept twice. Throws what {@link #register} and
     * {@link dev.slipway.imagestore.source.Sources#open} throw; then, and when it is interrupted, nothing is left of it but
     * a download to go on with.
     */
    public ImportedImage importImage(ImportRequest request, Progress progress) {
        return imports.machineImage(request, DEFAULT_ROOT_DEVICE, progress);
    }

    /**
     * Makes a snapshot of a disk image, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportSnapshot.html">ImportSnapshot</a> does.
     * Throws what {@link #importImage} throws, and PARAMETER_VALUE for a source with several disks.
     */
    public Snapshot importSnapshot(
            ImportSource source, Optional<String> description, List<Tag> tags, Progress progress) {
        return importSnapshot(source, description, tags, (change, snapshot) -> { }, progress);
    }

    /**
     * The same, as part of something greater.
     *
     * @param completion done within the transaction that records the snapshot; when it throws, nothing is left of the import
     */
    public Snapshot importSnapshot(ImportSource source, Optional<String> description, List<Tag> tags,
            BiConsumer<Change, Snapshot> completion, Progress progress) {
        return imports.snapshot(source, description, tags, completion, progress);
    }

    /**
     * Makes a kernel or ramdisk image of a file; of the settings, name, description, architecture and tags count.
     * Throws IMAGE_NAME_DUPLICATE, SOURCE_NOT_FOUND, BOOT_FILE_NOT_RECOGNISED.
     */
    public Image importBootImage(ImageType type, ImageSettings settings, Path source, Progress progress) {
        return importBootImage(type, settings, ImportSource.of(DiskSource.of(source)), progress);
    }

    /** The same of a source that may be elsewhere; throws what getting it throws, too. */
    public Image importBootImage(ImageType type, ImageSettings settings, ImportSource source, Progress progress) {
        return imports.bootImage(type, settings, source, progress);
    }

    /**
     * An image of this account, all of it: EC2 tells some attributes, such as the launch permission, to nobody else.
     * Throws IMAGE_NOT_FOUND, IMAGE_UNAVAILABLE, and IMAGE_NOT_YOURS for one that another account shares.
     */
    public Image attributes(ImageId id) {
        return catalogue.read(reader -> {
            Image image = lookup.describe(reader, List.of(id)).get(0);
            if (!image.ownerId().equals(account)) {
                throw new StoreException(IMAGE_NOT_YOURS, "Not authorized for image:" + id + ".");
            }
            return image;
        });
    }

    /**
     * Changes an image of this account, as EC2's ModifyImageAttribute does. Throws what {@link OwnImages#get} throws.
     */
    public Image modify(ImageId id, ImageModification modification) {
        return own.change(id, draft -> {
            modification.description().ifPresent(text -> draft.description(
                    text.isEmpty() ? Optional.empty() : Optional.of(text)));
            modification.imdsSupport().ifPresent(support -> draft.imdsSupport(Optional.of(support)));
            return draft;
        });
    }

    /** An image that this account sees, or that was its own until it was deregistered. */
    Optional<Image> known(ImageId id) {
        return catalogue.read(reader -> reader.find(Image.TABLE, id.value())).map(Stored::document)
                .filter(image -> image.ownerId().equals(account) || lookup.sees(image));
    }
}
