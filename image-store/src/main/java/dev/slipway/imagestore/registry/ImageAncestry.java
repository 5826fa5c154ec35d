package dev.slipway.imagestore.registry;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an image was made of, and what that was made of, as EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetImageAncestry.html">GetImageAncestry</a> tells it:
 * as far back as the images are known to the account.
 */
public final class ImageAncestry {

    /**
     * One image of the line.
     *
     * @param region where it is
     */
    public record Ancestor(Image image, String region) {
    }

    private final Function<String, Optional<Images>> regions;

    /**
     * @param regions the images of a region; empty for one that is not known or not there
     */
    public ImageAncestry(Function<String, Optional<Images>> regions) {
        this.regions = regions;
    }

    /** An image and those before it, itself first. Throws IMAGE_NOT_FOUND for the first one. */
    public List<Ancestor> of(Image image, String region) {
        List<Ancestor> line = new ArrayList<>();
        // Records can be made by hand or come from elsewhere: a line that bites its own tail ends there.
        Set<String> seen = new HashSet<>();
        Optional<Ancestor> next = Optional.of(new Ancestor(image, region));
        while (next.isPresent() && seen.add(next.get().region() + " " + next.get().image().imageId())) {
            line.add(next.get());
            next = before(next.get());
        }
        return line;
    }

    private Optional<Ancestor> before(Ancestor one) {
        Optional<ImageId> source = one.image().origin().sourceImageId();
        String region = one.image().origin().sourceImageRegion().orElse(one.region());
        return source.flatMap(id -> regions.apply(region).flatMap(images -> images.known(id)))
                .map(image -> new Ancestor(image, region));
    }
}
