package dev.slipway.launcher.boot;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long a wait waits. All are counted from its beginning.
 *
 * @param overall for all that is waited for
 * @param stages by when a guest must have come to a stage, whether that is waited for or lies on the way
 * @param silence how long a guest may print nothing before its login prompt; empty: for ever
 */
public record Deadlines(Duration overall, Map<Stage, Duration> stages, Optional<Duration> silence) {

    public Deadlines {
        requireNonNull(overall, "overall");
        stages = Map.copyOf(stages);
        requireNonNull(silence, "silence");
    }

    /** One deadline for everything. */
    public static Deadlines of(Duration overall) {
        return new Deadlines(overall, Map.of(), Optional.empty());
    }
}
