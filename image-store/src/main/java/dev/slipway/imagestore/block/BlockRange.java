package dev.slipway.imagestore.block;

import java.util.Optional;

/**
 * Which part of the blocks is wanted.
 *
 * @param maxResults how many at most, from 100 to 10,000
 * @param from the first block that may be listed
 * @param token where the part before ended, as it said itself
 */
public record BlockRange(Optional<Integer> maxResults, Optional<Integer> from, Optional<String> token) {

    /** All that one answer holds. */
    public static final BlockRange ALL = new BlockRange(Optional.empty(), Optional.empty(), Optional.empty());
}
