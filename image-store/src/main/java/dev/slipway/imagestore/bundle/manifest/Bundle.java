package dev.slipway.imagestore.bundle.manifest;

import static java.util.Objects.requireNonNull;

/**
 * A bundle in a bucket.
 *
 * @param location where it is
 * @param manifest what it says of itself; its form was checked, its parts were not looked at
 * @param manifestSha256 the digest of the manifest's file: what two bundles that are the same have in common
 */
public record Bundle(BundleLocation location, BundleManifest manifest, String manifestSha256) {

    public Bundle {
        requireNonNull(location, "location");
        requireNonNull(manifest, "manifest");
        requireNonNull(manifestSha256, "manifestSha256");
    }
}
