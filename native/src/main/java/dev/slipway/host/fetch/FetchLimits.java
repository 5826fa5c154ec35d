package dev.slipway.host.fetch;

import java.time.Duration;

/**
 * How much is put up with.
 *
 * @param connect how long making a connection may take
 * @param silence how long a server may send nothing
 * @param redirects how many times a server may send us elsewhere
 * @param attempts how many times in a row may bring nothing new
 * @param pause before the second attempt; twice as long before each further one
 * @param maxBytes the longest file that is accepted
 */
public record FetchLimits(Duration connect, Duration silence, int redirects, int attempts, Duration pause, long maxBytes) {

    /** For files of this size at most. */
    public static FetchLimits upTo(long maxBytes) {
        return new FetchLimits(Duration.ofSeconds(20), Duration.ofSeconds(30), 10, 5, Duration.ofMillis(200), maxBytes);
    }
}
