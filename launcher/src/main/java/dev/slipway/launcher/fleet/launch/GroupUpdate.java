package dev.slipway.launcher.fleet.launch;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.fleet.file.OnFailure;
import dev.slipway.launcher.fleet.plan.Action;
import dev.slipway.launcher.fleet.plan.FleetPlan;
import dev.slipway.launcher.fleet.plan.GroupPlan;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.fleet.plan.SlotPlan;
import dev.slipway.launcher.fleet.run.Boot;
import dev.slipway.launcher.fleet.run.Boots;
import dev.slipway.launcher.fleet.run.Ending;
import dev.slipway.launcher.fleet.run.FleetEvent;
import dev.slipway.launcher.fleet.run.FleetException;
import dev.slipway.launcher.fleet.run.Happening;
import dev.slipway.launcher.fleet.run.MemberLaunch;
import dev.slipway.launcher.fleet.run.Started;
import dev.slipway.launcher.fleet.run.Tolerance;
import dev.slipway.launcher.fleet.run.Work;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the members of a group to what it has become, some at a time: the old one is stopped, the new one launched, and the next
 * ones follow when it is ready. The old ones are terminated when all are; where one does not become ready, the new ones are, and
 * the old ones run again.
 */
final class GroupUpdate {

    private final Work work;
    private final FleetPlan plan;
    private final GroupPlan group;
    private final Ending ending;
    private final List<SlotPlan> updating;

    GroupUpdate(Work work, FleetPlan plan, GroupPlan group) {
        this.work = work;
        this.plan = plan;
        this.group = group;
        this.ending = new Ending(work);
        this.updating = group.slots().stream().filter(SlotPlan::isUpdate).toList();
    }

    /** Does it; throws the failure of the first member that does not become ready, once the old ones run again. */
    void run(MemberLaunch launch) {
        if (updating.isEmpty()) {
            return;
        }
        Started started = new Started();
        updating.forEach(slot -> slot.current().ifPresent(member -> started.launched(member.id(), member.name())));
        try {
            List<SlotPlan> todo = updating.stream().filter(slot -> slot.action() != Action.KEEP).toList();
            int step = group.resolved().group().maxUnavailable();
            for (int from = 0; from < todo.size(); from += step) {
                replace(launch, todo.subList(from, Math.min(todo.size(), from + step)), started);
            }
        } catch (SlipwayException e) {
            if (e.code() == HostError.INTERRUPTED && plan.file().onFailure() == OnFailure.KEEP) {
                throw e;
            }
            boolean wait = e.code() != HostError.INTERRUPTED;
            String after = new Undo(work.instances()).run(() -> goBack(started, wait), e,
                    " The members of '" + group.resolved().name() + "' are again what they were.");
            throw FleetException.around("", e, after);
        }
        Map<InstanceId, String> former = new LinkedHashMap<>();
        updating.forEach(slot -> slot.former().forEach(member -> former.put(member.id(), member.name())));
        ending.terminate(former, "is replaced");
    }

    private void replace(MemberLaunch launch, List<SlotPlan> slots, Started started) {
        List<InstanceId> old = new ArrayList<>();
        for (SlotPlan slot : slots) {
            for (Member member : slot.former()) {
                // One whose root is an instance store cannot be stopped; it runs on until it is terminated.
                if (member.state() == InstanceState.RUNNING && member.instance().instanceStore().isEmpty()) {
                    old.add(member.id());
                    work.listener().happened(
                            FleetEvent.of(member.name(), Happening.STOPPING, Optional.of(member.id()), why(slot)));
                }
            }
        }
        if (!old.isEmpty()) {
            work.instances().stop(old, false, Instances.STOP_PATIENCE);
        }
        if (group.resolved().group().forwards().stream().anyMatch(forward -> forward.hostPort().isPresent())) {
            work.instances().yieldPorts(slots.stream().flatMap(slot -> slot.former().stream()).map(Member::id).toList());
        }
        List<Boot> boots = slots.stream().map(slot -> Boot.of(group.resolved(), slot)).toList();
        Boots.run(work, launch, boots, Tolerance.none(plan.file().name()), started);
    }

    /** They were ready before; how they are now is worth knowing, and changes nothing about the failure. */
    private void awaitAgain() {
        List<Boot> boots = new ArrayList<>();
        for (SlotPlan slot : updating) {
            Instance now = work.instances().describe(List.of(slot.former().get(0).id())).get(0);
            Member.of(now).filter(member -> member.state() == InstanceState.RUNNING && !member.isReady())
                    .ifPresent(member -> boots.add(new Boot(group.resolved(), slot.index(), Optional.of(member))));
        }
        Boots.run(work, new MemberLaunch(plan.file().name(), List.of()), boots, Tolerance.ANY, new Started());
    }

    private static String why(SlotPlan slot) {
        return slot.action() == Action.REPLACE ? slot.reason() : "another instance takes its place";
    }

    /** @param wait whether to see that they are up again */
    private void goBack(Started started, boolean wait) {
        ending.terminate(started.launched(), "takes no member's place");
        List<InstanceId> old = new ArrayList<>();
        for (SlotPlan slot : updating) {
            Member member = slot.former().get(0);
            if (Member.of(work.instances().describe(List.of(member.id())).get(0)).filter(Member::isOff).isPresent()) {
                old.add(member.id());
                work.listener().happened(FleetEvent.of(member.name(), Happening.RETURNED, Optional.of(member.id()), ""));
            }
        }
        if (!old.isEmpty()) {
            // One may be on its way down still, where the stopping itself was interrupted.
            work.instances().stop(old, false, LaunchFleet.STOP_PATIENCE);
            work.instances().start(old);
        }
        if (wait) {
            awaitAgain();
        }
    }
}
