package dev.slipway.imagestore.layer;

import dev.slipway.imagestore.id.LayerId;

/** Told when a snapshot or volume that referred to a layer is gone: it may have been the last. */
@FunctionalInterface
public interface LayerRelease {

    /** Something that referred to this layer is gone, committed. */
    void released(LayerId layer);
}
