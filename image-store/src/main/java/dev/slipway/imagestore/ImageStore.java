package dev.slipway.imagestore;

import dev.slipway.imagestore.block.SnapshotBlocks;
import dev.slipway.imagestore.bundle.Bundles;
import dev.slipway.imagestore.bundle.UnpackedBundle;
import dev.slipway.imagestore.care.Finding;
import dev.slipway.imagestore.care.ImageVerification;
import dev.slipway.imagestore.care.StoreCheck;
import dev.slipway.imagestore.care.StoreRebuild;
import dev.slipway.imagestore.care.StoreRepair;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.CatalogueSource;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.catalogue.sqlite.SqliteCatalogue;
import dev.slipway.imagestore.channel.Channel;
import dev.slipway.imagestore.channel.Channels;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.Flattening;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.lifecycle.Availability;
import dev.slipway.imagestore.lifecycle.Deprecation;
import dev.slipway.imagestore.lifecycle.Deregistration;
import dev.slipway.imagestore.lifecycle.Launches;
import dev.slipway.imagestore.lifecycle.Protection;
import dev.slipway.imagestore.lifecycle.Prune;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.product.Acceptance;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.Products;
import dev.slipway.imagestore.record.Recorded;
import dev.slipway.imagestore.record.RecordedChanges;
import dev.slipway.imagestore.record.RecordedTables;
import dev.slipway.imagestore.record.RecordingCatalogue;
import dev.slipway.imagestore.region.RegionFolder;
import dev.slipway.imagestore.registry.ImageTags;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import dev.slipway.imagestore.registry.registration.BundleRegistration;
import dev.slipway.imagestore.registry.registration.ImageRegistration;
import dev.slipway.imagestore.registry.registration.PendingImages;
import dev.slipway.imagestore.sharing.AccountSettings;
import dev.slipway.imagestore.sharing.BlockPublicAccess;
import dev.slipway.imagestore.sharing.ImageSharing;
import dev.slipway.imagestore.sharing.SnapshotSharing;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotTags;
import dev.slipway.imagestore.snapshot.Snapshots;
import dev.slipway.imagestore.snapshot.VolumeSnapshots;
import dev.slipway.imagestore.sweep.Sweep;
import dev.slipway.imagestore.tag.ResourceTags;
import dev.slipway.imagestore.transfer.CopyToken;
import dev.slipway.imagestore.transfer.ImageCopies;
import dev.slipway.imagestore.transfer.SnapshotCopies;
import dev.slipway.imagestore.transfer.archive.Exports;
import dev.slipway.imagestore.usage.Meter;
import dev.slipway.imagestore.usage.MeteredCatalogue;
import dev.slipway.imagestore.usage.Metering;
import dev.slipway.imagestore.usage.SnapshotMetering;
import dev.slipway.imagestore.usage.Usage;
import dev.slipway.imagestore.usage.VolumeMetering;
import dev.slipway.imagestore.volume.LiveVolumes;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeGrowth;
import dev.slipway.imagestore.volume.VolumeTags;
import dev.slipway.imagestore.volume.Volumes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The store of one region as one account sees it: the door to everything in this module. Whoever opens it registers
 * the operations of its own with {@link #operations()} and then calls {@link Operations#recover()}, before it does
 * anything else.
 */
public final class ImageStore implements AutoCloseable {

    private final StoreLayout layout;
    private final AccountId account;
    private final MeteredCatalogue metered;
    private final RecordingCatalogue catalogue;
    private final Operations operations;
    private final Images images;
    private final Snapshots snapshots;
    private final Volumes volumes;
    private final Bundles bundles;
    private final VolumeGrowth volumeGrowth;
    private final Flattening flattening;
    private final VolumeSnapshots volumeSnapshots;
    private final Products products;
    private final Usage usage;
    private final BundleRegistration bundleRegistration;
    private final PendingImages pendingImages;
    private final ResourceTags tags;
    private final Sweep sweep;
    private final RecordedChanges recordedChanges;
    private final Deregistration deregistration;
    private final List<Recorded<?>> recordedTables = new ArrayList<>();
    private final List<Function<Reader, List<Finding>>> checks = new ArrayList<>();
    private LiveVolumes live = LiveVolumes.NONE;
    private final ImageCopies imageCopies;
    private final SnapshotCopies snapshotCopies;
    private final Exports exports;

    private ImageStore(StoreLayout layout, AccountId account, DiskRules rules, MeteredCatalogue metered) {
        this.layout = layout;
        this.account = account;
        this.metered = metered;
        this.catalogue = new RecordingCatalogue(metered);
        this.operations = new Operations(catalogue, layout);
        this.recordedChanges = new RecordedChanges(catalogue, layout, operations);
        this.sweep = new Sweep(catalogue, layout, operations);
        RecordedTables.of(layout).forEach(this::record);
        this.snapshots = new Snapshots(catalogue, layout, account, Images.snapshotUse(), sweep);
        this.images = new Images(catalogue, layout, operations, account, snapshots, rules, recordedChanges);
        this.pendingImages = new PendingImages(catalogue, layout, account);
        this.volumes = new Volumes(catalogue, layout, operations, account, sweep);
        this.bundles = new Bundles(catalogue, layout, operations, account, snapshots, volumes, sweep, rules);
        this.volumeGrowth = new VolumeGrowth(catalogue, layout, operations, volumes, () -> live);
        this.flattening = new Flattening(catalogue, layout, operations, sweep);
        this.volumeSnapshots = new VolumeSnapshots(
                catalogue, layout, operations, account, volumes, () -> live, flattening);
        this.tags = new ResourceTags(catalogue, recordedChanges, List.of(
                new ImageTags(new OwnImages(catalogue, layout, account), account), new SnapshotTags(layout, account),
                new VolumeTags(account)));
        this.products = new Products(catalogue, layout, account, recordedChanges);
        this.usage = new Usage(metered, account);
        meter(new VolumeMetering());
        meter(new SnapshotMetering());
        ImageRegistration registration = new ImageRegistration(layout, account);
        this.imageCopies = new ImageCopies(catalogue, layout, operations, account, registration, bundles);
        this.snapshotCopies = new SnapshotCopies(catalogue, layout, operations, account, registration);
        this.deregistration = new Deregistration(
                catalogue, operations, account, ownImages(), snapshots, sweep, recordedChanges, Timestamp::now);
        this.bundleRegistration = new BundleRegistration(catalogue, layout, account, bundles);
        this.exports = new Exports(catalogue, layout, operations, account, images);
    }

    /**
     * Opens the store; the default region is made where there is none. Throws what {@link SqliteCatalogue#open} and
     * {@link RegionFolder#require} throw.
     *
     * @param account on whose behalf all is done
     * @param more tables of the caller's own, kept in the same catalogue
     */
    public static ImageStore open(StoreLayout layout, AccountId account, List<Table<?>> more) {
        return open(layout, account, more, DiskRules.DEFAULT);
    }

    /** As {@link #open(StoreLayout, AccountId, List)}, with other limits for what is imported. */
    public static ImageStore open(StoreLayout layout, AccountId account, List<Table<?>> more, DiskRules rules) {
        StoreFolders.make(layout);
        StoreFolders.requireCatalogueOrNothing(layout);
        return new ImageStore(layout, account, rules,
                new MeteredCatalogue(SqliteCatalogue.open(layout.catalogue(), tables(more))));
    }

    /** The same, with a catalogue that somebody may have kept open; it is closed with the store. */
    public static ImageStore open(
            StoreLayout layout, AccountId account, List<Table<?>> more, DiskRules rules, CatalogueSource catalogues) {
        StoreFolders.make(layout);
        StoreFolders.requireCatalogueOrNothing(layout);
        return new ImageStore(layout, account, rules,
                new MeteredCatalogue(catalogues.open(layout.catalogue(), tables(more))));
    }

    /**
     * What brings a lost catalogue back.
     *
     * @param account whose the volumes are taken for that do not say
     * @param more tables of the caller's own
     * @param records which of them have records
     */
    public static StoreRebuild rebuild(
            StoreLayout layout, AccountId account, List<Table<?>> more, List<Recorded<?>> records) {
        List<Recorded<?>> all = new ArrayList<>(RecordedTables.of(layout));
        all.addAll(records);
        return new StoreRebuild(layout, account, tables(more), all);
    }

    private static List<Table<?>> tables(List<Table<?>> more) {
        List<Table<?>> tables = new ArrayList<>(List.of(
                Image.TABLE, Snapshot.TABLE, Layer.TABLE, Volume.TABLE, UnpackedBundle.TABLE, Operation.TABLE,
                Product.TABLE, Acceptance.TABLE, Meter.TABLE, CopyToken.TABLE,
                Channel.TABLE, AccountSettings.TABLE, Volumes.TOKENS));
        tables.addAll(more);
        return tables;
    }

    public StoreLayout layout() {
        return layout;
    }

    public AccountId account() {
        return account;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public Operations operations() {
        return operations;
    }

    public Images images() {
        return images;
    }

    /** Who may launch the images of this account. */
    public ImageSharing imageSharing() {
        return new ImageSharing(catalogue, layout, account, images, recordedChanges);
    }

    /** Who may use the snapshots of this account. */
    public SnapshotSharing snapshotSharing() {
        return new SnapshotSharing(catalogue, layout, account, snapshots, recordedChanges);
    }

    /** What this account keeps from being made public. */
    public BlockPublicAccess blockPublicAccess() {
        return new BlockPublicAccess(catalogue, layout, account, recordedChanges);
    }

    /** When images of this account should no longer be used. */
    public Deprecation deprecation() {
        return new Deprecation(ownImages(), Timestamp::now);
    }

    /** Switches images of this account off and on. */
    public Availability availability() {
        return new Availability(ownImages());
    }

    /** Protects images of this account from being deregistered. */
    public Protection protection() {
        return new Protection(ownImages(), Timestamp::now);
    }

    /** Takes images of this account out of sight. */
    public Deregistration deregistration() {
        return deregistration;
    }

    /** Deregisters images of this account that newer ones have taken the place of. */
    public Prune prune() {
        return new Prune(catalogue, account, deregistration, sweep, Timestamp::now);
    }

    /** The names that lead to one version of an image after another. */
    public Channels channels() {
        return new Channels(catalogue, layout, account, images, recordedChanges, Timestamp::now);
    }

    /** Snapshots block by block. */
    public SnapshotBlocks snapshotBlocks() {
        return new SnapshotBlocks(catalogue, layout, account, Timestamp::now);
    }

    /** What launches ask of images. */
    public Launches launches() {
        return new Launches(catalogue, account);
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    public Volumes volumes() {
        return volumes;
    }

    public Bundles bundles() {
        return bundles;
    }

    /** Grows volumes. */
    public VolumeGrowth volumeGrowth() {
        return volumeGrowth;
    }

    /** Images that are seen before they are complete. */
    public PendingImages pendingImages() {
        return pendingImages;
    }

    /** Lets layers stand alone whose chain is too deep. */
    public Flattening flattening() {
        return flattening;
    }

    /** Takes snapshots of volumes. */
    public VolumeSnapshots volumeSnapshots() {
        return volumeSnapshots;
    }

    /** Says who runs guests on attached volumes; before {@link Operations#recover()}. */
    public void runBy(LiveVolumes guests) {
        live = guests;
    }

    public Products products() {
        return products;
    }

    /** What was used, added up. */
    public Usage usage() {
        return usage;
    }

    /** Has the documents of a table of the caller's metered; before the first of them is changed. */
    public void meter(Metering<?> metering) {
        metered.meter(metering);
    }

    public ImageCopies imageCopies() {
        return imageCopies;
    }

    /** Writes images and snapshots to files. */
    public Exports exports() {
        return exports;
    }

    public SnapshotCopies snapshotCopies() {
        return snapshotCopies;
    }

    /** Registers images of bundles. */
    public BundleRegistration bundleRegistration() {
        return bundleRegistration;
    }

    /** The tags of everything; whoever keeps further kinds of things registers them. */
    public ResourceTags tags() {
        return tags;
    }

    /** Has a table of the caller's checked, swept, and where it says so recorded beside; before anything is changed. */
    public void record(Recorded<?> recorded) {
        recordedTables.add(recorded);
        sweep.alsoSwept(recorded);
        if (recorded.isLate()) {
            catalogue.record(recorded);
        }
    }

    /** Says what else to look for when the store is checked. */
    public void alsoChecked(Function<Reader, List<Finding>> look) {
        checks.add(look);
    }

    /** Holds the catalogue against the disk. */
    public StoreCheck check() {
        return new StoreCheck(catalogue, layout, recordedTables, checks);
    }

    /** Reads images again, to the last byte. */
    public ImageVerification verification() {
        return new ImageVerification(catalogue, layout, bundles);
    }

    /** Repairs what a check found and can be repaired. */
    public StoreRepair repair() {
        return new StoreRepair(catalogue, layout, recordedTables, sweep);
    }

    public Sweep sweep() {
        return sweep;
    }

    private OwnImages ownImages() {
        return new OwnImages(catalogue, layout, account, recordedChanges);
    }

    @Override
    public void close() {
        catalogue.close();
    }
}
