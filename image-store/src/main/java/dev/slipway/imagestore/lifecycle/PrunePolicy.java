package dev.slipway.imagestore.lifecycle;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_MISSING;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.image.ImageType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which of an account's images are to go.
 *
 * @param type of this type only
 * @param names only those whose name fits one of these patterns, see {@code GlobPattern}
 * @param byFamily whether images are counted by family, the name up to its last dash: {@code web} for {@code web-7};
 *     else by the first pattern they fit
 * @param keep how many stay in each group, the newest
 * @param olderThan those made more recently stay too
 * @param sharedToo whether also those go that are public or shared with accounts
 * @param deleteSnapshots whether the snapshots go too that no other image uses
 */
public record PrunePolicy(
        ImageType type, List<String> names, boolean byFamily, int keep, Optional<Duration> olderThan, boolean sharedToo,
        boolean deleteSnapshots) {

    /** Throws PARAMETER_MISSING without a pattern, PARAMETER_VALUE for a negative number. */
    public PrunePolicy {
        requireNonNull(type, "type");
        requireNonNull(olderThan, "olderThan");
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new StoreException(PARAMETER_MISSING, "A pattern for the names of the images is missing.",
                    "All images are: --name '*'");
        }
        if (keep < 0) {
            throw new StoreException(PARAMETER_VALUE, "The number of images to keep, " + keep + ", is negative.");
        }
    }

    /** The group an image is counted in. */
    String groupOf(String pattern, String name) {
        int dash = name.lastIndexOf('-');
        return !byFamily ? pattern : dash <= 0 ? name : name.substring(0, dash);
    }
}
