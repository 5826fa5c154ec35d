package dev.slipway.imagestore.filter;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.imagestore.errors.StoreException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which part of a list is wanted.
 *
 * @param maxResults how many at most; empty for all that are left
 * @param token where the page before ended, as it said itself; empty for the first page
 */
public record PageRequest(OptionalInt maxResults, Optional<String> token) {

    /** All of it. */
    public static final PageRequest ALL = new PageRequest(OptionalInt.empty(), Optional.empty());

    /** Throws PARAMETER_VALUE unless the number is positive. */
    public PageRequest {
        if (maxResults.isPresent() && maxResults.getAsInt() < 1) {
            throw new StoreException(PARAMETER_VALUE,
                    "A page cannot have " + maxResults.getAsInt() + " results; the least is 1.");
        }
    }

    /** The first so many. */
    public static PageRequest first(int maxResults) {
        return new PageRequest(OptionalInt.of(maxResults), Optional.empty());
    }
}
