package dev.slipway.launcher.fleet.plan;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.fleet.file.FleetFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that has to be done to have a fleet as its file says.
 *
 * @param groups in the order they begin in
 * @param surplus what ends when all the rest is done, in this order
 * @param fit whether the host carries it
 */
public record FleetPlan(FleetFile file, List<GroupPlan> groups, List<Surplus> surplus, Fit fit) {

    public FleetPlan {
        requireNonNull(file, "file");
        groups = List.copyOf(groups);
        surplus = List.copyOf(surplus);
        requireNonNull(fit, "fit");
    }

    /** Each thing that would be done, in order; none where the fleet is as it is to be. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (GroupPlan group : groups) {
            add(steps, group);
        }
        for (Surplus each : surplus) {
            steps.add(end(each.member(), each.reason()));
        }
        return steps;
    }

    private static void add(List<Step> steps, GroupPlan group) {
        for (SlotPlan slot : group.slots()) {
            if (slot.action() != Action.KEEP) {
                Optional<Member> there = slot.current().or(() -> slot.former().stream().findFirst());
                steps.add(new Step(slot.action(), group.resolved().group().memberName(slot.index()), group.resolved().name(),
                        there.map(Member::id), Optional.of(group.resolved()), slot.reason()));
            }
        }
        for (SlotPlan slot : group.slots()) {
            if (slot.action() != Action.REPLACE) {
                slot.former().forEach(former -> steps.add(end(former, "is replaced")));
            }
        }
    }

    private static Step end(Member member, String reason) {
        return new Step(Action.END, member.name(), member.group(), Optional.of(member.id()), Optional.empty(), reason);
    }
}
