package dev.slipway.imagestore.sweep;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import java.util.Set;

/**
 * What is needed by those who are outside of the store: instances, as a rule.
 *
 * @param layers layers that disks of theirs build on
 * @param images images, kernels and ramdisks above all, whose content they will read again
 */
public record Roots(Set<LayerId> layers, Set<ImageId> images) {

    public Roots {
        layers = Set.copyOf(layers);
        images = Set.copyOf(images);
    }
}
