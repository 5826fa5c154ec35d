package dev.slipway.imagestore.lifecycle;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.channel.Channel;
import dev.slipway.imagestore.channel.ChannelUse;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.lifecycle.PruneDecision.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Knows what keeps an image from being pruned, though newer ones would take its place: all of one moment. */
final class PruneGuard {

    private final PrunePolicy policy;
    private final Instant now;
    private final Set<ImageId> inUse;
    private final Map<ImageId, String> current = new HashMap<>();
    private final Map<ImageId, String> previous = new HashMap<>();
    private final Map<ImageId, ImageId> boots = new HashMap<>();

    /** Reads what depends on the account's images. {@code inUse} are those that instances were launched from. */
    PruneGuard(Reader reader, AccountId account, PrunePolicy policy, Instant now, Set<ImageId> inUse) {
        this.policy = policy;
        this.now = now;
        this.inUse = inUse;
        for (Channel channel : ChannelUse.of(reader, account)) {
            current.put(channel.imageId(), channel.name().toString());
            channel.previous().ifPresent(id -> previous.put(id, channel.name().toString()));
        }
        if (policy.type() != ImageType.MACHINE) {
            for (Stored<Image> stored : reader.list(Image.TABLE, Query.all()
                    .where("type", ImageType.MACHINE).whereNot("state", ImageState.DEREGISTERED))) {
                Image image = stored.document();
                image.kernelId().ifPresent(id -> boots.put(id, image.imageId()));
                image.ramdiskId().ifPresent(id -> boots.put(id, image.imageId()));
            }
        }
    }

    /** What is decided of an image that is not among the newest. */
    PruneDecision decide(Image image, String group) {
        ImageId id = image.imageId();
        if (policy.olderThan().isPresent() && image.creationDate().plus(policy.olderThan().get()).isAfter(now)) {
            return new PruneDecision(image, group, Reason.TOO_YOUNG,
                    "made " + Timestamp.format(image.creationDate()) + ", not long enough ago");
        }
        if (image.state() == ImageState.PENDING) {
            return new PruneDecision(image, group, Reason.PENDING, "still being made");
        }
        if (inUse.contains(id)) {
            return new PruneDecision(image, group, Reason.IN_USE, "instances run from it or may start again");
        }
        if (current.containsKey(id)) {
            return new PruneDecision(image, group, Reason.IN_CHANNEL, "current in the channel " + current.get(id));
        }
        if (previous.containsKey(id)) {
            return new PruneDecision(image, group, Reason.PREVIOUS_IN_CHANNEL,
                    "what the channel " + previous.get(id) + " would go back to");
        }
        if (image.deregistrationProtection().protects(now)) {
            return new PruneDecision(image, group, Reason.PROTECTED, "protected from deregistration");
        }
        boolean shared = image.launchPermissions().isPublic() || !image.launchPermissions().accounts().isEmpty();
        if (shared && !policy.sharedToo()) {
            return new PruneDecision(image, group, Reason.SHARED,
                    image.launchPermissions().isPublic() ? "public" : "shared with other accounts");
        }
        if (boots.containsKey(id)) {
            return new PruneDecision(image, group, Reason.BOOTS_ANOTHER, "boots the image " + boots.get(id));
        }
        return new PruneDecision(image, group, Reason.SUPERSEDED, "not among the newest " + policy.keep());
    }
}
