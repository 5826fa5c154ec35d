package dev.slipway.imagestore.bundle.manifest;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.AccountId;
import java.util.List;

/**
 * What a bundle's manifest says.
 *
 * @param name what the bundled disk is called
 * @param ownerId the account that bundled it
 * @param machine what kind of machine it is for
 * @param sizeBytes the size of the disk
 * @param bundledSizeBytes the size of all parts together
 * @param sha256 the digest of the disk, 64 hex digits
 * @param parts the parts, in their order: put together they are one gzip stream of the disk
 */
public record BundleManifest(
        String name,
        AccountId ownerId,
        BundledMachine machine,
        long sizeBytes,
        long bundledSizeBytes,
        String sha256,
        List<BundlePart> parts) {

    /** EC2's limit for the root disk of an instance-store image: 10 GiB. */
    public static final long LARGEST_DISK_BYTES = 10L << 30;

    /** What a part holds, but for the last one. EC2's size. */
    public static final int PART_BYTES = 10 << 20;

    public BundleManifest {
        requireNonNull(name, "name");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(machine, "machine");
        requireNonNull(sha256, "sha256");
        parts = List.copyOf(parts);
    }
}
