package dev.slipway.imagestore.sweep;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import java.util.Set;

/**
 * What a sweep found unneeded, and removed.
 *
 * @param layers layers
 * @param images deregistered images
 */
public record Swept(Set<LayerId> layers, Set<ImageId> images) {

    public Swept {
        layers = Set.copyOf(layers);
        images = Set.copyOf(images);
    }
}
