package dev.slipway.launcher.instance.disk;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.volume.Consistency;

/**
 * What came of bundling an instance.
 *
 * @param bundle the bundle of its root disk
 * @param consistency what its guest was doing at the moment that the bundle holds
 */
public record BundledInstance(Bundle bundle, Consistency consistency) {

    public BundledInstance {
        requireNonNull(bundle, "bundle");
        requireNonNull(consistency, "consistency");
    }
}
