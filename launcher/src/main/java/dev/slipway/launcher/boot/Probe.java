package dev.slipway.launcher.boot;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Something beside the console that tells whether a guest has come to a stage. It is looked at again and again, on a
 * thread of its own, until it gives an answer or nobody waits any more.
 *
 * @param stage the stage it tells of
 * @param pause how long to leave it alone after a look that gave no answer
 * @param look one look; may take its time, up to some seconds
 */
public record Probe(Stage stage, Duration pause, Look look) {

    public Probe {
        requireNonNull(stage, "stage");
        requireNonNull(pause, "pause");
        requireNonNull(look, "look");
    }

    /** One look. */
    @FunctionalInterface
    public interface Look {
        Finding look() throws InterruptedException;
    }
}
