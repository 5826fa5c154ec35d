package dev.slipway.launcher.seed;

import static java.util.Objects.requireNonNull;

/** Where an instance is, in EC2's words. */
public record Placement(String region, String availabilityZone) {

    public Placement {
        requireNonNull(region, "region");
        requireNonNull(availabilityZone, "availabilityZone");
    }
}
