package dev.slipway.launcher.instance.disk;

import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.volume.Consistency;

/**
 * An image that was made of an instance.
 *
 * @param consistency what it holds of the guest's file systems
 */
public record CreatedImage(Image image, Consistency consistency) {
}
