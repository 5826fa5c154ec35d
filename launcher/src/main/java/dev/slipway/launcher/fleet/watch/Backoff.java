package dev.slipway.launcher.fleet.watch;

import java.time.Duration;

/** How long a place in a group stays empty before it is tried again: the longer, the more often it has failed in a row. */
final class Backoff {

    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(5);
    /** Beyond this the longest is reached anyway. */
    private static final int MOST_DOUBLINGS = 16;

    private int failures;

    /** The time until the next attempt, twice as long each time. */
    Duration next() {
        Duration time = SHORTEST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return time.compareTo(LONGEST) < 0 ? time : LONGEST;
    }

    /** It was ready: what comes now is another trouble. */
    void reset() {
        failures = 0;
    }
}
