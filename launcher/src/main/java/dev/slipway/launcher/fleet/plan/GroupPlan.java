package dev.slipway.launcher.fleet.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What is to be done about a group: each of its places, by its number. */
public record GroupPlan(ResolvedGroup resolved, List<SlotPlan> slots) {

    public GroupPlan {
        requireNonNull(resolved, "resolved");
        slots = List.copyOf(slots);
    }

    /** The places that this is to be done about. */
    public List<SlotPlan> slots(Action action) {
        return slots.stream().filter(slot -> slot.action() == action).toList();
    }

    /** How many of its members, beside those that are left out, need not become ready. */
    public int spare() {
        return resolved.group().count() - resolved.group().min() - slots(Action.LEAVE_OUT).size();
    }
}
