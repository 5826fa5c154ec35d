package dev.slipway.imagestore.lifecycle;

import static dev.slipway.imagestore.errors.StoreError.OPERATION_NOT_PERMITTED;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.DeregistrationProtection;
import dev.slipway.imagestore.image.DeregistrationProtection.Mode;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Protects images from being deregistered. */
public final class Protection {

    /** How long an image stays protected after a protection with a cooldown was disabled. */
    public static final Duration COOLDOWN = Duration.ofHours(24);

    private final OwnImages own;
    private final Supplier<Instant> clock;

    public Protection(OwnImages own, Supplier<Instant> clock) {
        this.own = own;
        this.clock = clock;
    }

    /**
     * Protects an image, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableImageDeregistrationProtection.html">EnableImageDeregistrationProtection</a>
     * does. Asking again for less does not shorten a cooldown. Throws IMAGE_NOT_FOUND, IMAGE_UNAVAILABLE.
     *
     * @param withCooldown whether it stays protected for {@link #COOLDOWN} after this is taken back
     */
    public Image enable(ImageId id, boolean withCooldown) {
        Mode mode = withCooldown ? Mode.ENABLED_WITH_COOLDOWN : Mode.ENABLED_WITHOUT_COOLDOWN;
        return change(id, mode);
    }

    /** Takes the protection back; a cooldown begins where there is one. Throws IMAGE_NOT_FOUND, IMAGE_UNAVAILABLE. */
    public Image disable(ImageId id) {
        return change(id, Mode.DISABLED);
    }

    /** Throws OPERATION_NOT_PERMITTED when the image is protected at this moment. */
    static void requireUnprotected(Image image, Instant now) {
        DeregistrationProtection protection = image.deregistrationProtection();
        if (!protection.protects(now)) {
            return;
        }
        if (protection.mode() == Mode.DISABLED) {
            throw new StoreException(OPERATION_NOT_PERMITTED, "You can't deregister the image '" + image.imageId()
                    + "' because its deregistration protection cools down until "
                    + Timestamp.format(protection.until().orElseThrow()) + ".");
        }
        throw new StoreException(OPERATION_NOT_PERMITTED, "You can't deregister the image '" + image.imageId()
                + "' because deregistration protection is enabled.",
                "Disable it with: slipway image unprotect " + image.imageId());
    }

    private Image change(ImageId id, Mode mode) {
        Instant now = clock.get();
        return own.change(id, draft -> {
            DeregistrationProtection before = draft.build().deregistrationProtection();
            boolean coolsDown = before.mode() == Mode.ENABLED_WITH_COOLDOWN && mode != Mode.ENABLED_WITH_COOLDOWN;
            Optional<Instant> until = coolsDown
                    ? Optional.of(now.plus(COOLDOWN))
                    : before.until().filter(now::isBefore);
            return draft.deregistrationProtection(new DeregistrationProtection(mode, until));
        });
    }
}
