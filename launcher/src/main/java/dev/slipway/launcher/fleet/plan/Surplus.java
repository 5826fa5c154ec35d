package dev.slipway.launcher.fleet.plan;

import static java.util.Objects.requireNonNull;

/** A member that there is to be no more, and why. */
public record Surplus(Member member, String reason) {

    public Surplus {
        requireNonNull(member, "member");
        requireNonNull(reason, "reason");
    }
}
