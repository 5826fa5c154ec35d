package dev.slipway.launcher.fleet.plan;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.instance.machine.Load;

/**
 * What the host has for guests.
 *
 * @param limit all of it
 * @param free what of it is left now
 * @param diskBytes what is free where the store is
 */
public record HostRoom(Load limit, Load free, long diskBytes) {

    public HostRoom {
        requireNonNull(limit, "limit");
        requireNonNull(free, "free");
    }
}
