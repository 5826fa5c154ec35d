package dev.slipway.imagestore.transfer.archive;

import static dev.slipway.imagestore.errors.StoreError.ARCHIVE_MALFORMED;
import static dev.slipway.imagestore.errors.StoreError.DISK_TOO_LARGE;

import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.product.Terms;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.transfer.Cargo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a manifest can be believed as far as it goes without its content: an archive is an attack until it has been
 * looked at. What it says of the content, the content is held to afterwards.
 */
final class ManifestCheck {

    private static final int MOST_PARTS = 1000;

    private final ArchiveManifest manifest;
    private final DiskRules rules;

    ManifestCheck(ArchiveManifest manifest, DiskRules rules) {
        this.manifest = manifest;
        this.rules = rules;
    }

    /** Throws ARCHIVE_MALFORMED, DISK_TOO_LARGE, and what a name or a setting that is none throws. */
    void run() {
        require(manifest.layers().size() <= MOST_PARTS && manifest.snapshots().size() <= MOST_PARTS
                && manifest.bootImages().size() <= 2, "it has too many parts");
        checkImage();
        Map<LayerId, Layer> layers = checkLayers();
        Map<SnapshotId, Snapshot> snapshots = checkSnapshots(layers);
        checkMapping(snapshots);
        checkProducts();
    }

    /** A product that nothing of it carries would be planted, and so would terms that nobody could ever have seen. */
    private void checkProducts() {
        List<ProductCode> carried = Cargo.productCodes(manifest.image(), manifest.snapshots());
        require(carried.size() <= MOST_PARTS && manifest.products().size() <= carried.size(), "it has too many products");
        Set<ProductCode> codes = new HashSet<>();
        for (Product product : manifest.products()) {
            require(carried.contains(product.productCode()), "nothing in it carries a product's code");
            require(codes.add(product.productCode()), "a product is in it twice");
            int version = 0;
            for (Terms terms : product.terms()) {
                version++;
                require(terms.version() == version, "a product's terms are not in their order");
            }
        }
    }

    private void checkImage() {
        Image image = manifest.image();
        require(image.imageType() == ImageType.MACHINE && image.rootDeviceType() == RootDeviceType.EBS,
                "it is of no machine image whose root is a volume");
        new ImageSettings(image.name(), image.description(), image.architecture(), image.virtualizationType(),
                image.bootMode(), image.kernelId(), image.ramdiskId(), image.kernelCommandLine(), image.tags());
        int boot = (image.kernelId().isPresent() ? 1 : 0) + (image.ramdiskId().isPresent() ? 1 : 0);
        require(manifest.bootImages().size() == boot && manifest.cargo().kernel().isPresent() == image.kernelId().isPresent()
                && manifest.cargo().ramdisk().isPresent() == image.ramdiskId().isPresent(),
                "its kernel or ramdisk is missing");
        manifest.cargo().kernel().ifPresent(kernel -> checkBootImage(kernel, ImageType.KERNEL));
        manifest.cargo().ramdisk().ifPresent(ramdisk -> checkBootImage(ramdisk, ImageType.RAMDISK));
    }

    private void checkBootImage(Image boot, ImageType type) {
        require(boot.imageType() == type && boot.architecture() == manifest.image().architecture()
                && boot.bootFile().isPresent() && boot.bootFile().get().sizeBytes() > 0
                && isDigest(boot.bootFile().get().sha256()), "its " + type + " is not described as one");
        ImageSettings.named(boot.name());
    }

    private Map<LayerId, Layer> checkLayers() {
        Map<LayerId, Layer> layers = new HashMap<>();
        for (Layer layer : manifest.layers()) {
            require(layer.sha256().isPresent() && isDigest(layer.sha256().get()), "a layer has no digest");
            require(layer.parent().isEmpty() || layers.containsKey(layer.parent().get()),
                    "a layer comes before what it builds on");
            require(layers.put(layer.layerId(), layer) == null, "a layer is in it twice");
            if (layer.virtualSizeBytes() > rules.maxVirtualBytes()) {
                throw new StoreException(DISK_TOO_LARGE, "The archive describes a disk of " + layer.virtualSizeBytes()
                        + " bytes; the limit is " + rules.maxVirtualBytes() + ".");
            }
        }
        return layers;
    }

    private Map<SnapshotId, Snapshot> checkSnapshots(Map<LayerId, Layer> layers) {
        Map<SnapshotId, Snapshot> snapshots = new HashMap<>();
        for (Snapshot snapshot : manifest.snapshots()) {
            Layer layer = layers.get(snapshot.layerId());
            require(layer != null && snapshot.volumeSize() >= layer.sizeGib(), "a snapshot does not fit its layer");
            require(snapshots.put(snapshot.snapshotId(), snapshot) == null, "a snapshot is in it twice");
        }
        return snapshots;
    }

    private void checkMapping(Map<SnapshotId, Snapshot> snapshots) {
        Set<String> names = new HashSet<>();
        for (BlockDeviceMapping mapping : manifest.image().blockDeviceMappings()) {
            require(names.add(mapping.deviceName()), "a device name is used twice");
            if (mapping.device() instanceof BlockDevice.FromSnapshot volume) {
                Snapshot snapshot = snapshots.get(volume.snapshotId());
                require(snapshot != null && volume.volumeSize() >= snapshot.volumeSize(),
                        "a volume does not fit its snapshot");
            }
        }
        require(manifest.image().rootVolume().isPresent(), "its root is no volume");
    }

    private static boolean isDigest(String text) {
        return text.length() == 64 && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    private static void require(boolean sound, String otherwise) {
        if (!sound) {
            throw new StoreException(ARCHIVE_MALFORMED, "Its manifest contradicts itself: " + otherwise + ".");
        }
    }
}
