package dev.slipway.imagestore.bundle.manifest;

import static java.util.Objects.requireNonNull;

/**
 * One part of a bundle, as its manifest lists it.
 *
 * @param filename its file, beside the manifest
 * @param sha256 the digest of that file, 64 hex digits
 */
public record BundlePart(String filename, String sha256) {

    public BundlePart {
        requireNonNull(filename, "filename");
        requireNonNull(sha256, "sha256");
    }
}
