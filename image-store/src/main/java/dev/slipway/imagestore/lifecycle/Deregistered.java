package dev.slipway.imagestore.lifecycle;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import java.util.List;

/**
 * What a deregistration did, or would do.
 *
 * @param images the images as they were before
 * @param snapshots what became of each of their snapshots; empty when these were not to be deleted
 * @param orphaned images of the account that name one of them as kernel or ramdisk, and cannot be launched without it
 */
public record Deregistered(List<Image> images, List<DeletedSnapshot> snapshots, List<ImageId> orphaned) {

    public Deregistered {
        images = List.copyOf(images);
        snapshots = List.copyOf(snapshots);
        orphaned = List.copyOf(orphaned);
    }
}
