package dev.slipway.imagestore.transfer;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ids that the parts of an image get where they arrive. They are chosen before work begins, so that the operation can
 * say what it may leave behind.
 *
 * @param image the image's
 * @param snapshots those of its snapshots, by the ids they had
 * @param kernel the kernel's, should it have to be copied
 * @param ramdisk the ramdisk's, likewise
 * @param products the codes of products that come along, and keep them
 */
public record ArrivalIds(
        ImageId image, Map<SnapshotId, SnapshotId> snapshots, Optional<ImageId> kernel, Optional<ImageId> ramdisk,
        List<ProductCode> products) {

    private static final String IMAGE = "image";
    private static final String SNAPSHOTS = "snapshots";
    private static final String BOOT_IMAGES = "bootimages";
    static final String PRODUCTS = "products";
    /** In front of a product's code, which may look like anything's id. */
    private static final String PRODUCT = "product:";

    public static ArrivalIds of(ImageId image, Cargo cargo) {
        Map<SnapshotId, SnapshotId> snapshots = new LinkedHashMap<>();
        for (Snapshot snapshot : cargo.snapshots()) {
            snapshots.put(snapshot.snapshotId(), SnapshotId.next());
        }
        return new ArrivalIds(image, snapshots, cargo.kernel().map(kernel -> ImageId.nextKernel()),
                cargo.ramdisk().map(ramdisk -> ImageId.nextRamdisk()), codesOf(cargo.products()));
    }

    /** As the details of an operation. */
    public Map<String, String> details() {
        StringBuilder boot = new StringBuilder();
        kernel.ifPresent(id -> boot.append(id).append(' '));
        ramdisk.ifPresent(boot::append);
        return Map.of(IMAGE, image.value(), BOOT_IMAGES, boot.toString().strip(), PRODUCTS, words(products),
                SNAPSHOTS, String.join(" ", snapshots.values().stream().map(SnapshotId::value).toList()));
    }

    public static ImageId imageOf(Map<String, String> details) {
        return new ImageId(details.get(IMAGE));
    }

    public static List<SnapshotId> snapshotsOf(Map<String, String> details) {
        return words(details.get(SNAPSHOTS)).stream().map(SnapshotId::new).toList();
    }

    public static List<ImageId> bootImagesOf(Map<String, String> details) {
        return words(details.get(BOOT_IMAGES)).stream().map(ImageId::new).toList();
    }

    /** The products that an operation may leave records of. */
    static List<ProductCode> productsOf(Map<String, String> details) {
        List<ProductCode> codes = new ArrayList<>();
        for (String word : words(details.get(PRODUCTS))) {
            codes.add(new ProductCode(word.substring(PRODUCT.length())));
        }
        return codes;
    }

    static List<ProductCode> codesOf(List<Product> products) {
        return products.stream().map(Product::productCode).toList();
    }

    /** Products as the details of an operation name them. */
    static String words(List<ProductCode> products) {
        return String.join(" ", products.stream().map(code -> PRODUCT + code).toList());
    }

    private static List<String> words(String text) {
        return text == null || text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }
}
