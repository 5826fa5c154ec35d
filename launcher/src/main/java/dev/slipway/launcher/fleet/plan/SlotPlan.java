package dev.slipway.launcher.fleet.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What is to be done about one place in a group.
 *
 * @param index the place, from 0
 * @param current the instance that is, or will be again, the member; empty where one is to be launched
 * @param former instances of what the group was before: they stay until all of the group is replaced
 * @param reason why
 */
public record SlotPlan(int index, Action action, Optional<Member> current, List<Member> former, String reason) {

    public SlotPlan {
        requireNonNull(action, "action");
        requireNonNull(current, "current");
        former = List.copyOf(former);
        requireNonNull(reason, "reason");
    }

    /** Whether what is there takes the place of something else. */
    public boolean isUpdate() {
        return !former.isEmpty();
    }
}
