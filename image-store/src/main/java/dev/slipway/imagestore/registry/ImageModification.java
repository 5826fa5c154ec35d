package dev.slipway.imagestore.registry;

import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImdsSupport;
import java.util.Optional;

/**
 * What is to become different of an image, as in EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyImageAttribute.html">ModifyImageAttribute</a>;
 * what is empty stays.
 *
 * @param description its new description
 * @param imdsSupport the metadata service its instances shall demand from now on; it cannot be taken back, as in EC2
 */
public record ImageModification(Optional<String> description, Optional<ImdsSupport> imdsSupport) {

    /** Throws PARAMETER_VALUE for a description that is too long. */
    public ImageModification {
        ImageSettings.checkDescription(description);
    }
}
