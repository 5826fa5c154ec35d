package dev.slipway.imagestore.layer;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A layer that is complete, fsynced and read-only, but still in staging: nobody can see it.
 *
 * @param layer the record it will have
 * @param folder where it is
 */
public record StagedLayer(Layer layer, Path folder) {

    public StagedLayer {
        requireNonNull(layer, "layer");
        requireNonNull(folder, "folder");
    }
}
