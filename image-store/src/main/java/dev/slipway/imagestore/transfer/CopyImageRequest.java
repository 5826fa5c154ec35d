package dev.slipway.imagestore.transfer;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.ClientToken;
import dev.slipway.imagestore.tag.Tag;
import java.util.List;
import java.util.Optional;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopyImage.html">CopyImage</a>, as the
 * destination is asked for it.
 *
 * @param image id or name of the image in the source region
 * @param name of the copy; that of the original where it is empty
 * @param description of the copy; that of the original where it is empty
 * @param copyTags whether the image's tags come along
 * @param tags more tags for the copy
 * @param verify whether content is read and its digest checked even where no byte has to be moved
 * @param clientToken makes a repetition answer as the first call did, and go on where that was cut short
 */
public record CopyImageRequest(
        String image,
        Optional<String> name,
        Optional<String> description,
        boolean copyTags,
        List<Tag> tags,
        boolean verify,
        Optional<String> clientToken) {

    /** Throws PARAMETER_VALUE for a client token that is none. */
    public CopyImageRequest {
        requireNonNull(image, "image");
        tags = List.copyOf(tags);
        clientToken.ifPresent(ClientToken::check);
    }

    /** A copy with the original's name and description. */
    public static CopyImageRequest of(String image) {
        return new CopyImageRequest(image, Optional.empty(), Optional.empty(), false, List.of(), false, Optional.empty());
    }
}
