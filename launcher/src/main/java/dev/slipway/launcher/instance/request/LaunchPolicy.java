package dev.slipway.launcher.instance.request;

import static java.util.Objects.requireNonNull;

/**
 * What the settings say about launches.
 *
 * @param defaults what an instance is where neither its launch nor its template says
 * @param memoryOvercommit how often the host's memory may be given to guests
 * @param cpuOvercommit how many virtual processors may be given to guests for each of the host's
 */
public record LaunchPolicy(LaunchSpec defaults, double memoryOvercommit, double cpuOvercommit) {

    public LaunchPolicy {
        requireNonNull(defaults, "defaults");
        if (!(memoryOvercommit > 0) || !(cpuOvercommit > 0)) {
            throw new IllegalArgumentException("nothing could ever run: " + memoryOvercommit + ", " + cpuOvercommit);
        }
    }
}
