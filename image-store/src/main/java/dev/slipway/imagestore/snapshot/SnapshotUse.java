package dev.slipway.imagestore.snapshot;

import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import java.util.Optional;

/** Knows which images refer to a snapshot: the images do. */
@FunctionalInterface
public interface SnapshotUse {

    /** An image that refers to the snapshot and is not deregistered, if there is one. */
    Optional<ImageId> imageThatUses(Reader reader, SnapshotId id);
}
