package dev.slipway.launcher.smoke;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.instance.readiness.WaitRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;

/**
 * What is booted, and what it must come to.
 *
 * @param name what reports call it
 * @param spec the instance; its image is named in it
 * @param goal what it is waited for, and how long
 */
public record SmokeCase(String name, LaunchSpec spec, WaitRequest goal) {

    public SmokeCase {
        requireNonNull(name, "name");
        requireNonNull(spec, "spec");
        requireNonNull(goal, "goal");
    }
}
