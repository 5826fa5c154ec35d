package dev.slipway.launcher.fleet.plan;

import dev.slipway.launcher.fleet.file.FleetFile;
import dev.slipway.launcher.instance.record.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides what has to be done. Pure: the same file, members and host give the same plan. */
public final class FleetPlanner {

    /** Of several instances in one place, the first is the member: the one nearest to being ready, and the newest of those. */
    private static final Comparator<Member> BEST = Comparator.comparingInt(FleetPlanner::distance)
            .thenComparing(member -> member.instance().lifecycle().launchTime(), Comparator.reverseOrder());

    private FleetPlanner() {
    }

    /**
     * The plan.
     *
     * @param groups the groups of the file, in its order, looked up
     * @param members every member of the fleet there is
     * @param room what the host has
     */
    public static FleetPlan plan(FleetFile file, List<ResolvedGroup> groups, List<Member> members, HostRoom room) {
        List<Member> left = new ArrayList<>(members.stream().filter(Member::isAlive).toList());
        List<GroupPlan> plans = new ArrayList<>();
        List<Surplus> surplus = new ArrayList<>();
        for (ResolvedGroup group : groups) {
            List<SlotPlan> slots = new ArrayList<>();
            for (int index = 0; index < group.group().count(); index++) {
                slots.add(slot(group, index, take(left, group.name(), index), surplus));
            }
            plans.add(new GroupPlan(group, slots));
        }
        left.sort(Comparator.comparing(Member::group).thenComparing(Member::index, Comparator.reverseOrder()));
        for (Member member : left) {
            surplus.add(new Surplus(member, file.group(member.group())
                    .map(group -> "the group has " + group.count() + " now").orElse("there is no such group any more")));
        }
        Fit fit = Fit.of(file, plans, room);
        return new FleetPlan(file, fit.shortage().isEmpty() ? plans : fitting(file, plans, room), surplus, fit);
    }

    /** As much of it as there is room for: the last of the last groups are left out, of each as many as it can do without. */
    private static List<GroupPlan> fitting(FleetFile file, List<GroupPlan> all, HostRoom room) {
        List<GroupPlan> plans = new ArrayList<>(all);
        for (int i = plans.size() - 1; i >= 0; i--) {
            List<SlotPlan> slots = new ArrayList<>(plans.get(i).slots());
            int spare = plans.get(i).spare();
            for (int slot = slots.size() - 1; slot >= 0 && spare > 0 && !Fit.isRoomFor(file, plans, room); slot--) {
                if (slots.get(slot).action() == Action.START) {
                    slots.set(slot, new SlotPlan(slot, Action.LEAVE_OUT, Optional.empty(), List.of(), "there is no room"));
                    plans.set(i, new GroupPlan(plans.get(i).resolved(), slots));
                    spare--;
                }
            }
        }
        return plans;
    }

    /** The instance that counts of those in one place: the one nearest to being ready; of those that have ended, the last. */
    public static Optional<Member> best(List<Member> here) {
        return here.stream().min(BEST);
    }

    private static List<Member> take(List<Member> left, String group, int index) {
        List<Member> there = left.stream().filter(each -> each.group().equals(group) && each.index() == index).sorted(BEST).toList();
        left.removeAll(there);
        return there;
    }

    private static SlotPlan slot(ResolvedGroup group, int index, List<Member> there, List<Surplus> surplus) {
        List<Member> current = there.stream().filter(each -> each.digest().equals(group.digest())).toList();
        List<Member> former = there.stream().filter(each -> !each.digest().equals(group.digest())).toList();
        current.stream().skip(1).forEach(each -> surplus.add(new Surplus(each, "another instance is the member")));
        if (!current.isEmpty()) {
            Member member = current.get(0);
            Action action = action(member);
            return new SlotPlan(index, action, Optional.of(member), former, reason(action));
        }
        if (!former.isEmpty()) {
            return new SlotPlan(index, Action.REPLACE, Optional.empty(), former, difference(group, former.get(0).instance()));
        }
        return new SlotPlan(index, Action.START, Optional.empty(), former, reason(Action.START));
    }

    private static Action action(Member member) {
        return switch (member.state()) {
            case RUNNING -> member.isReady() ? Action.KEEP : Action.WAIT;
            case PENDING -> Action.WAIT;
            case STOPPING, STOPPED -> Action.START_AGAIN;
            case SHUTTING_DOWN, TERMINATED -> throw new IllegalArgumentException("gone: " + member.id());
        };
    }

    private static String reason(Action action) {
        return switch (action) {
            case KEEP -> "is ready";
            case WAIT -> "runs, and was not yet seen to be ready";
            case START_AGAIN -> "is stopped";
            case START -> "is missing";
            case REPLACE, LEAVE_OUT, END -> throw new IllegalArgumentException("has a reason of its own: " + action);
        };
    }

    /** What is different, as far as an instance tells. */
    private static String difference(ResolvedGroup group, Instance was) {
        List<String> differences = new ArrayList<>();
        if (!was.imageId().equals(group.imageId())) {
            differences.add("image: " + was.imageId() + " -> " + group.imageId());
        }
        if (!was.instanceType().equals(group.type())) {
            differences.add("type: " + was.instanceType() + " -> " + group.type());
        }
        if (!was.keyName().equals(group.group().key())) {
            differences.add("key: " + was.keyName().orElse("none") + " -> " + group.group().key().orElse("none"));
        }
        return differences.isEmpty() ? "its user data, network, volumes, tags or ports are others now" : String.join("; ", differences);
    }

    private static int distance(Member member) {
        if (member.isReady()) {
            return 0;
        }
        return switch (member.state()) {
            case RUNNING -> 1;
            case PENDING -> 2;
            case STOPPING, STOPPED -> 3;
            case SHUTTING_DOWN, TERMINATED -> 4;
        };
    }
}
