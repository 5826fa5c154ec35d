package dev.slipway.launcher.fleet.plan;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.instance.record.InstanceId;
import java.util.Optional;

/**
 * One thing that a launch would do, for people and scripts.
 *
 * @param member what the member is called
 * @param instance the instance it is about; empty for one that is yet to be
 * @param resolved what a new instance is launched by; empty for what ends
 */
public record Step(Action action, String member, String group, Optional<InstanceId> instance, Optional<ResolvedGroup> resolved,
        String reason) {

    public Step {
        requireNonNull(action, "action");
        requireNonNull(member, "member");
        requireNonNull(group, "group");
        requireNonNull(instance, "instance");
        requireNonNull(resolved, "resolved");
        requireNonNull(reason, "reason");
    }
}
