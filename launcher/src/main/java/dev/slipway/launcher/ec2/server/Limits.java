package dev.slipway.launcher.ec2.server;

import java.time.Duration;

/**
 * What a server puts up with.
 *
 * @param arrival how long a request's body may take to arrive
 * @param idle how long a connection may say nothing
 * @param grace how long the end of the server waits for what is worked on
 * @param connections how many there may be at a time; more wait to be accepted
 */
record Limits(Duration arrival, Duration idle, Duration grace, int connections) {

    static final Limits USUAL =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(25), 8192);
}
