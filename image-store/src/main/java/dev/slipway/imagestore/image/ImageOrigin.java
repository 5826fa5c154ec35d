package dev.slipway.imagestore.image;

import dev.slipway.imagestore.id.ImageId;
import java.util.Optional;

/**
 * What an image was made of; all empty for one that was registered or imported.
 *
 * @param sourceImageId the image it was copied from, or the one its instance was launched from
 * @param sourceImageRegion the region that image is in
 * @param sourceInstanceId the instance it was created from; as text, because the store knows no instances
 */
public record ImageOrigin(
        Optional<ImageId> sourceImageId, Optional<String> sourceImageRegion, Optional<String> sourceInstanceId) {

    /** Of nothing that is known. */
    public static final ImageOrigin NONE = new ImageOrigin(Optional.empty(), Optional.empty(), Optional.empty());

    /** A copy of an image. */
    public static ImageOrigin copyOf(ImageId image, String region) {
        return new ImageOrigin(Optional.of(image), Optional.of(region), Optional.empty());
    }

    /** Of an instance that was launched from an image of the same region. */
    public static ImageOrigin instance(String instance, ImageId image, String region) {
        return new ImageOrigin(Optional.of(image), Optional.of(region), Optional.of(instance));
    }
}
