package dev.slipway.imagestore.transfer;

import static dev.slipway.imagestore.errors.StoreError.RECORD_NOT_FOUND;

import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.Layers;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a machine image is made of.
 *
 * @param image the image
 * @param snapshots the snapshots of its mapping, each once
 * @param layers what they hold, each once, parents before children
 * @param kernel the kernel image it boots, if it does
 * @param ramdisk the ramdisk image, likewise
 * @param products what its product codes, and those of its snapshots, mean where it comes from; a code nobody sells has none
 */
public record Cargo(Image image, List<Snapshot> snapshots, List<Layer> layers, Optional<Image> kernel,
        Optional<Image> ramdisk, List<Product> products) {

    public Cargo {
        snapshots = List.copyOf(snapshots);
        layers = List.copyOf(layers);
        products = List.copyOf(products);
    }

    /** What an image is made of now. Throws RECORD_NOT_FOUND where a part is missing: the store needs care then. */
    public static Cargo of(Reader reader, Image image) {
        Set<SnapshotId> ids = new LinkedHashSet<>(image.snapshotIds());
        List<Snapshot> snapshots = new ArrayList<>();
        Map<LayerId, Layer> layers = new LinkedHashMap<>();
        for (SnapshotId id : ids) {
            Snapshot snapshot = reader.find(Snapshot.TABLE, id.value())
                    .orElseThrow(() -> missing("snapshot", id.value(), image)).document();
            snapshots.add(snapshot);
            Layers.chain(reader, snapshot.layerId()).forEach(layer -> layers.put(layer.layerId(), layer));
        }
        return new Cargo(image, snapshots, List.copyOf(layers.values()),
                image.kernelId().map(id -> bootImage(reader, id, image)),
                image.ramdiskId().map(id -> bootImage(reader, id, image)),
                ProductIntake.of(reader, productCodes(image, snapshots)));
    }

    /** Every code that the image or one of its snapshots carries. */
    public static List<ProductCode> productCodes(Image image, List<Snapshot> snapshots) {
        List<ProductCode> codes = image.productCodes();
        for (Snapshot snapshot : snapshots) {
            codes = ProductCode.union(codes, snapshot.productCodes());
        }
        return codes;
    }

    private static Image bootImage(Reader reader, ImageId id, Image image) {
        return reader.find(Image.TABLE, id.value()).orElseThrow(() -> missing("image", id.value(), image)).document();
    }

    private static StoreException missing(String kind, String id, Image image) {
        return new StoreException(RECORD_NOT_FOUND,
                "The " + kind + " '" + id + "' of the image '" + image.imageId() + "' is not in the catalogue.",
                "See what else is missing with: slipway store check");
    }

    /** The ids of its layers. */
    public List<LayerId> layerIds() {
        return layers.stream().map(Layer::layerId).toList();
    }
}
