package dev.slipway.imagestore.lifecycle;

import static dev.slipway.imagestore.errors.StoreError.OPERATION_NOT_PERMITTED;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says from when on an image should not be used for new work. From then on others find it by its id only; whoever
 * launches it may go on.
 */
public final class Deprecation {

    private static final int YEARS_AHEAD = 10;
    private static final int YEARS_OF_PUBLIC = 2;
    private static final int HALF_MINUTE = 30;

    private final OwnImages own;
    private final Supplier<Instant> clock;

    public Deprecation(OwnImages own, Supplier<Instant> clock) {
        this.own = own;
        this.clock = clock;
    }

    /**
     * Deprecates an image at a time, rounded to the minute, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableImageDeprecation.html">EnableImageDeprecation</a>
     * does. Throws IMAGE_NOT_FOUND, IMAGE_UNAVAILABLE, and PARAMETER_VALUE for a time that is past, more than ten years
     * ahead, or, for a public image, more than two years after its creation.
     */
    public Image enable(ImageId id, Instant at) {
        Instant now = clock.get();
        Instant time = at.plusSeconds(HALF_MINUTE).truncatedTo(ChronoUnit.MINUTES);
        // The minute that has begun is not over: so "now" is a time that can be asked for.
        if (time.isBefore(now.truncatedTo(ChronoUnit.MINUTES))) {
            throw new StoreException(PARAMETER_VALUE,
                    "The deprecation time " + Timestamp.format(at) + " is in the past.");
        }
        if (time.isAfter(years(now, YEARS_AHEAD))) {
            throw new StoreException(PARAMETER_VALUE, "The deprecation time " + Timestamp.format(at) + " is more than "
                    + YEARS_AHEAD + " years ahead.");
        }
        return own.change(id, draft -> {
            Image image = draft.build();
            Instant limit = years(image.creationDate(), YEARS_OF_PUBLIC);
            if (image.launchPermissions().isPublic() && time.isAfter(limit)) {
                throw new StoreException(PARAMETER_VALUE, "The image '" + id + "' is public and has to be deprecated by "
                        + Timestamp.format(limit) + ", " + YEARS_OF_PUBLIC + " years after its creation.",
                        "Share it with accounts by name instead: slipway image unshare " + id + " --public");
            }
            return draft.deprecationTime(Optional.of(time));
        });
    }

    /**
     * Takes a deprecation back, past or to come, as EC2's DisableImageDeprecation does. Throws IMAGE_NOT_FOUND,
     * IMAGE_UNAVAILABLE, and OPERATION_NOT_PERMITTED for a public image.
     */
    public Image disable(ImageId id) {
        return own.change(id, draft -> {
            Image image = draft.build();
            if (image.launchPermissions().isPublic()) {
                throw new StoreException(OPERATION_NOT_PERMITTED,
                        "The image '" + id + "' is public; its deprecation cannot be cancelled.",
                        "Share it with accounts by name first: slipway image unshare " + id + " --public");
            }
            return draft.deprecationTime(Optional.empty());
        });
    }

    /** When an image is deprecated once it is public: as it said, and two years after its creation at the latest. */
    public static Optional<Instant> whenPublic(Image image) {
        Instant limit = years(image.creationDate(), YEARS_OF_PUBLIC).truncatedTo(ChronoUnit.MINUTES);
        return Optional.of(image.deprecationTime().filter(time -> time.isBefore(limit)).orElse(limit));
    }

    private static Instant years(Instant from, int years) {
        return from.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }
}
