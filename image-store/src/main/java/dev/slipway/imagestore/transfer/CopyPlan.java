package dev.slipway.imagestore.transfer;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageOrigin;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.tag.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request for a copy comes to, once its original is known.
 *
 * @param original the image to copy
 * @param origin what the copy says of where it came from
 * @param name of the copy
 * @param request as it was made
 */
record CopyPlan(Image original, ImageOrigin origin, String name, CopyImageRequest request) {

    /** Throws IMAGE_NAME_MALFORMED, PARAMETER_VALUE. */
    static CopyPlan of(Image original, String region, CopyImageRequest request) {
        String name = request.name().orElse(original.name());
        // For its checks.
        ImageSettings settings = ImageSettings.named(name, original.architecture());
        new ImageSettings(settings.name(), request.description(), settings.architecture(),
                settings.virtualizationType(), settings.bootMode(), settings.kernelId(), settings.ramdiskId(),
                settings.kernelCommandLine(), request.tags());
        return new CopyPlan(original, ImageOrigin.copyOf(original.imageId(), region), name, request);
    }

    /** Adds what the request says of the copy. */
    ImageDraft describe(ImageDraft draft) {
        List<Tag> tags = new ArrayList<>(request.tags());
        if (request.copyTags()) {
            for (Tag tag : original.tags()) {
                if (tags.stream().noneMatch(given -> given.key().equals(tag.key()))) {
                    tags.add(tag);
                }
            }
        }
        return draft.description(request.description().or(original::description)).tags(tags);
    }

    /** The client token, for this copy. */
    Optional<CopyToken> token(AccountId account, ImageId copy) {
        return request.clientToken().map(token -> CopyToken.of(account, token, copy, words()));
    }

    /** The parameters that a repetition has to agree in. */
    String words() {
        return Json.write(new Words(origin, name, request.description(), request.copyTags(), request.tags()));
    }

    private record Words(
            ImageOrigin origin, String name, Optional<String> description, boolean copyTags, List<Tag> tags) {
    }
}
