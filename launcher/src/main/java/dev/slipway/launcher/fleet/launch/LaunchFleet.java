package dev.slipway.launcher.fleet.launch;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.fleet.file.FleetGroup;
import dev.slipway.launcher.fleet.file.GroupOrder;
import dev.slipway.launcher.fleet.file.OnFailure;
import dev.slipway.launcher.fleet.plan.Action;
import dev.slipway.launcher.fleet.plan.FleetPlan;
import dev.slipway.launcher.fleet.plan.GroupPlan;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.fleet.plan.SlotPlan;
import dev.slipway.launcher.fleet.plan.Surplus;
import dev.slipway.launcher.fleet.run.Boot;
import dev.slipway.launcher.fleet.run.Boots;
import dev.slipway.launcher.fleet.run.Ending;
import dev.slipway.launcher.fleet.run.FleetException;
import dev.slipway.launcher.fleet.run.MemberLaunch;
import dev.slipway.launcher.fleet.run.Started;
import dev.slipway.launcher.fleet.run.Tolerance;
import dev.slipway.launcher.fleet.run.Work;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Does what a plan says. */
public final class LaunchFleet {

    /** What is stopped while work is taken back gets no longer to power itself off: it may not be up at all. */
    static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Work work;
    private final FleetPlan plan;
    private final Supplier<List<Member>> members;
    private final Started started = new Started();
    private final List<String> warnings = new ArrayList<>();

    /** @param members looks which members of the fleet there are */
    public LaunchFleet(Work work, FleetPlan plan, Supplier<List<Member>> members) {
        this.work = work;
        this.plan = plan;
        this.members = members;
    }

    /**
     * Does it, and returns what the user should know beside. Throws the failure of the member that was one too many, with its
     * own code; what becomes of the others then is what the file says.
     */
    public List<String> run() {
        try {
            for (List<FleetGroup> wave : GroupOrder.waves(plan.file().groups())) {
                List<GroupPlan> groups = plan.groups().stream().filter(each -> wave.contains(each.resolved().group())).toList();
                MemberLaunch launch = new MemberLaunch(plan.file().name(), members.get().stream().filter(Member::isAlive).toList());
                bringUp(groups, launch);
                groups.forEach(group -> new GroupUpdate(work, plan, group).run(launch));
            }
        } catch (SlipwayException e) {
            throw afterFailure(e);
        }
        Map<InstanceId, String> surplus = new LinkedHashMap<>();
        plan.surplus().stream().map(Surplus::member).forEach(member -> surplus.put(member.id(), member.name()));
        new Ending(work).terminate(surplus, "is one too many");
        return warnings;
    }

    private void bringUp(List<GroupPlan> groups, MemberLaunch launch) {
        List<Boot> boots = new ArrayList<>();
        Map<String, Integer> spare = new HashMap<>();
        for (GroupPlan group : groups) {
            spare.put(group.resolved().name(), group.spare());
            for (SlotPlan slot : group.slots()) {
                if (!slot.isUpdate() && slot.action() != Action.KEEP && slot.action() != Action.LEAVE_OUT) {
                    boots.add(Boot.of(group.resolved(), slot));
                    // A member that was never ready is what an earlier launch of this fleet has left.
                    slot.current().filter(member -> !member.wasReady()).ifPresent(member -> started.launched(member.id(), member.name()));
                }
            }
        }
        leaveOut(Boots.run(work, launch, boots, Tolerance.of(plan.file().name(), spare), started));
    }

    /** Members that failed and need not be there. */
    private void leaveOut(List<Boot.Outcome> outcomes) {
        Map<InstanceId, String> failed = new LinkedHashMap<>();
        for (Boot.Outcome outcome : outcomes) {
            if (outcome.failure().isPresent()) {
                warnings.add("'" + outcome.boot().name() + "' is missing: " + outcome.failure().get().getMessage());
                outcome.instance().map(Instance::instanceId).ifPresent(id -> failed.put(id, outcome.boot().name()));
            }
        }
        if (plan.file().onFailure() == OnFailure.ROLL_BACK) {
            failed.keySet().retainAll(started.launched().keySet());
            new Ending(work).terminate(failed, "did not become ready");
            failed.keySet().forEach(started.launched()::remove);
        }
    }

    private SlipwayException afterFailure(SlipwayException failure) {
        if (started.isEmpty()) {
            return failure;
        }
        String after = switch (plan.file().onFailure()) {
            case KEEP -> " What was started is kept.";
            case ROLL_BACK -> new Undo(work.instances()).run(this::takeBack, failure, " What was started has been taken back.");
        };
        return FleetException.around("", failure, after);
    }

    private void takeBack() {
        new Ending(work).terminate(started.launched(), "is taken back");
        if (!started.again().isEmpty()) {
            work.instances().stop(List.copyOf(started.again().keySet()), false, STOP_PATIENCE);
        }
    }
}
