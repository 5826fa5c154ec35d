package dev.slipway.imagestore.layout;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ChannelId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.OperationId;
import dev.slipway.imagestore.id.ResourceId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.product.ProductCode;
import java.nio.file.Path;

/**
 * Every name on disk, in one place; docs/layout.md mirrors it.
 *
 * <pre>
 * $SLIPWAY_HOME/
 *   config.yaml                            settings
 *   instance-types.json                    the user's own instance types
 *   credentials/AKIA….json                 an access key of the endpoint, 0600
 *   credentials/metadata.key               what the metadata service knows its tokens by, 0600
 *   regions/local-1/                       one store, or a link to the folder on another disk that holds it
 *     region.json                          says that this is a region, and which libvirt runs its instances
 *     catalogue.db (-wal, -shm)            the catalogue; its rows are the commit points
 *     layers/layer-…/disk.qcow2            a layer's content, 0444, never written again
 *     layers/layer-…/layer.json            the layer's record, to rebuild a lost catalogue from
 *     images/ami-….json                    an image's record, for the same end
 *     snapshots/snap-….json                a snapshot's record, for the same end
 *     channels/chan-….json                 a channel's record, for the same end
 *     accounts/123456789012.json           the settings of an account, for the same end
 *     bootfiles/aki-…/file                 a kernel's or ramdisk's content, 0444
 *     products/CODE.json                   a product's record, for the same end
 *     acceptances/CODE.ACCOUNT.N.json      that an account accepted its terms, for the same end
 *     volumes/vol-…/disk.qcow2             a volume: a writable overlay on a layer, or blank
 *     volumes/vol-…/disk-1.qcow2           the same after its first snapshot, which made the one before a layer
 *     volumes/vol-…/volume.json            the volume's record, for the same end
 *     buckets/BUCKET/PREFIX.manifest.xml   a bundle's manifest: the bundle is there when it is
 *     buckets/BUCKET/PREFIX.part.00        its parts, numbered
 *     instances/i-…/                       what belongs to one instance: console, seed, ephemeral disks
 *     instances/i-…/instance.json          the instance's record, for the same end
 *     staging/op-…/                        work in flight, invisible until it is renamed into place
 *     downloads/<32 hex>/                  a download or the copy of a bundle that was cut short; a day at most
 *     locks/op-….lock                      held by the kernel while the operation's process lives
 *     locks/bundle:BUCKET:PREFIX.lock      held while a bundle is made, unpacked or deleted
 *     locks/fleet:ACCOUNT:NAME.lock        held while a fleet is launched, watched or terminated
 * </pre>
 *
 * @param home {@code $SLIPWAY_HOME}
 * @param region the region's name, one path element
 */
public record StoreLayout(Path home, String region) {

    /** The region every installation has. */
    public static final String DEFAULT_REGION = "local-1";

    /** What a manifest's name is behind the prefix. */
    public static final String BUNDLE_MANIFEST = ".manifest.xml";

    /** The name of a volume's record in its folder. */
    public static final String VOLUME_RECORD = "volume.json";

    private static final int REGION_LENGTH = 64;

    public StoreLayout {
        home = home.toAbsolutePath().normalize();
        if (!isName(region)) {
            throw new IllegalArgumentException("a region's name is letters, digits and dashes: " + region);
        }
    }

    /** The user's settings. */
    public Path config() {
        return home.resolve("config.yaml");
    }

    /** The user's own instance types. */
    public Path instanceTypes() {
        return home.resolve("instance-types.json");
    }

    /** The folder of the region; everything in it is found relative to it, so that it can be moved. */
    public Path regionFolder() {
        return regions(home).resolve(region);
    }

    /** Where a home has the access keys of its endpoint. */
    public static Path credentials(Path home) {
        return home.resolve("credentials");
    }

    /** Where a home has the secret by which its servers know the tokens of the metadata service. */
    public static Path metadataKey(Path home) {
        return credentials(home).resolve("metadata.key");
    }

    /** Where a home has its regions. */
    public static Path regions(Path home) {
        return home.resolve("regions");
    }

    /** What makes a folder a region. */
    public static Path regionMarkIn(Path regionFolder) {
        return regionFolder.resolve("region.json");
    }

    /** The one availability zone of the region. */
    public String availabilityZone() {
        return region + "a";
    }

    public Path catalogue() {
        return regionFolder().resolve("catalogue.db");
    }

    public Path layers() {
        return regionFolder().resolve("layers");
    }

    public Path layer(LayerId id) {
        return layers().resolve(id.value());
    }

    public Path layerDisk(LayerId id) {
        return layerDiskIn(layer(id));
    }

    /** A layer's disk in its folder, wherever that lies: in place, or still in staging. */
    public static Path layerDiskIn(Path layerFolder) {
        return layerFolder.resolve("disk.qcow2");
    }

    /** A layer's record in its folder, wherever that lies. */
    public static Path layerRecordIn(Path layerFolder) {
        return layerFolder.resolve("layer.json");
    }

    /**
     * A layer's disk as a volume's or another layer's header names it: relative to the folder of that file, which
     * makes a store that can be moved as a whole.
     */
    public static String layerDiskAsBacking(LayerId id) {
        return "../../layers/" + id.value() + "/disk.qcow2";
    }

    public Path images() {
        return regionFolder().resolve("images");
    }

    public Path imageRecord(ImageId id) {
        return images().resolve(id.value() + ".json");
    }

    public Path snapshots() {
        return regionFolder().resolve("snapshots");
    }

    public Path snapshotRecord(SnapshotId id) {
        return snapshots().resolve(id.value() + ".json");
    }

    /** The records of launch templates. */
    public Path launchTemplates() {
        return regionFolder().resolve("templates");
    }

    /** Where the launcher records key pairs; a file of each has its id for its name. */
    public Path keyPairs() {
        return regionFolder().resolve("keypairs");
    }

    /** The records of security groups, with their rules. */
    public Path securityGroups() {
        return regionFolder().resolve("securitygroups");
    }

    public Path products() {
        return regionFolder().resolve("products");
    }

    public Path productRecord(ProductCode code) {
        return products().resolve(code.value() + ".json");
    }

    public Path acceptances() {
        return regionFolder().resolve("acceptances");
    }

    /** That an account accepted a version of a product's terms: the acceptance's id, made of both and the account. */
    public Path acceptanceRecord(String id) {
        return acceptances().resolve(id + ".json");
    }

    public Path channels() {
        return regionFolder().resolve("channels");
    }

    public Path channelRecord(ChannelId id) {
        return channels().resolve(id.value() + ".json");
    }

    public Path accounts() {
        return regionFolder().resolve("accounts");
    }

    /** What an account has decided for all that it owns here. */
    public Path accountRecord(AccountId id) {
        return accounts().resolve(id.value() + ".json");
    }

    public Path bootFiles() {
        return regionFolder().resolve("bootfiles");
    }

    public Path bootFileFolder(ImageId id) {
        return bootFiles().resolve(id.value());
    }

    /** The content of a kernel or ramdisk image. */
    public Path bootFile(ImageId id) {
        return bootFileIn(bootFileFolder(id));
    }

    /** A boot file in its folder, wherever that lies. */
    public static Path bootFileIn(Path folder) {
        return folder.resolve("file");
    }

    public Path volumes() {
        return regionFolder().resolve("volumes");
    }

    public Path volume(VolumeId id) {
        return volumes().resolve(id.value());
    }

    /**
     * A file of a volume. Its first is {@code disk.qcow2}; each snapshot makes the current one a layer and the next one,
     * {@code disk-1.qcow2} and so on, the current one.
     *
     * @param generation counts the files from 0
     */
    public Path volumeDisk(VolumeId id, int generation) {
        return volume(id).resolve(generation == 0 ? "disk.qcow2" : "disk-" + generation + ".qcow2");
    }

    /** Where bundles are kept, as EC2 keeps them in S3; a bucket is a folder in it. */
    public Path buckets() {
        return regionFolder().resolve("buckets");
    }

    /** A bundle's manifest; bucket and prefix are those of a {@code BundleLocation}, which has checked them. */
    public Path bundleManifest(String bucket, String prefix) {
        return buckets().resolve(bucket).resolve(prefix + BUNDLE_MANIFEST);
    }

    /** The name of a part of a bundle, beside the manifest: {@code web.part.00}. */
    public static String bundlePartName(String name, int index) {
        return name + (index < 10 ? ".part.0" : ".part.") + index;
    }

    /** What excludes others from a bundle; no name in a location has a colon. */
    public Path bundleLock(String bucket, String prefix) {
        return locks().resolve("bundle:" + bucket + ":" + prefix.replace('/', ':') + ".lock");
    }

    public Path instances() {
        return regionFolder().resolve("instances");
    }

    /** The folder of one instance; what lies in it is the launcher's business. */
    public Path instance(ResourceId id) {
        return instances().resolve(id.value());
    }

    public Path stagingArea() {
        return regionFolder().resolve("staging");
    }

    /** Where an operation prepares what it will rename into place. */
    public Path staging(OperationId id) {
        return stagingArea().resolve(id.value());
    }

    /** Where downloads, and parts of bundles that are copied, are kept until their import is committed. */
    public Path downloads() {
        return regionFolder().resolve("downloads");
    }

    public Path locks() {
        return regionFolder().resolve("locks");
    }

    public Path lock(OperationId id) {
        return locks().resolve(id.value() + ".lock");
    }

    /** What excludes others from a fleet; its name is one by {@link #isName}. */
    public Path fleetLock(AccountId account, String fleet) {
        return locks().resolve("fleet:" + account.value() + ":" + fleet + ".lock");
    }

    /** Whether the text can be a region's name: letters, digits and dashes, beginning with a letter. */
    public static boolean isName(String text) {
        if (text.isEmpty() || text.length() > REGION_LENGTH || !Character.isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }
}
