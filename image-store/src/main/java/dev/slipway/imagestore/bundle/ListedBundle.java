package dev.slipway.imagestore.bundle;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import java.util.Optional;

/**
 * What lies in a bucket.
 *
 * @param location where
 * @param bundle the bundle; empty when its manifest cannot be used
 * @param trouble why it cannot
 */
public record ListedBundle(BundleLocation location, Optional<Bundle> bundle, Optional<String> trouble) {

    public ListedBundle {
        requireNonNull(location, "location");
        requireNonNull(bundle, "bundle");
        requireNonNull(trouble, "trouble");
    }
}
