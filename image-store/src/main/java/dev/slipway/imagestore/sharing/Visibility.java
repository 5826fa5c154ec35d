package dev.slipway.imagestore.sharing;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.time.Instant;

/**
 * What an account may see of what others own. What it may not see does not exist for it: that is what errors say.
 *
 * @param account who looks
 */
public record Visibility(AccountId account) {

    /** Whether an image can be named by its id: one's own or one that is shared and not disabled; none that is deregistered. */
    public boolean sees(Image image) {
        return switch (image.state()) {
            case PENDING, AVAILABLE, FAILED -> owns(image) || image.launchPermissions().allow(account);
            case DISABLED -> owns(image);
            case DEREGISTERED -> false;
        };
    }

    /**
     * Whether an image is found without its id. One that is deprecated is found by its owner only, who may ask for
     * everything: EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deprecate.html">deprecation</a>.
     */
    public boolean finds(Image image, Instant now) {
        return sees(image) && (owns(image) || !image.isDeprecated(now));
    }

    /** Whether an account may make volumes of a snapshot, and copy it. */
    public boolean mayUse(Snapshot snapshot) {
        return snapshot.ownerId().equals(account) || snapshot.createVolumePermissions().allow(account);
    }

    private boolean owns(Image image) {
        return image.ownerId().equals(account);
    }
}
