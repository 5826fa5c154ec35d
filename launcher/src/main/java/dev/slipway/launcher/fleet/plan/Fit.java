package dev.slipway.launcher.fleet.plan;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.fleet.file.FleetFile;
import dev.slipway.launcher.fleet.file.Limits;
import dev.slipway.launcher.instance.machine.Load;
import dev.slipway.launcher.settings.SizeText;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a host carries a fleet. What will end counts as still there, since nothing ends before what is new is ready.
 *
 * @param needed what would be taken of the host beyond what is taken now
 * @param total what the fleet takes when all of it is there
 * @param room what there is
 * @param obstacles why not even the least fits, a sentence each; none where it does
 * @param shortage why not all of it fits, where the least does
 */
public record Fit(Load needed, Load total, HostRoom room, List<String> obstacles, List<String> shortage) {

    /** What an instance takes on disk before its guest writes anything. */
    static final long DISK_EACH = 4L << 20;

    public Fit {
        requireNonNull(needed, "needed");
        requireNonNull(total, "total");
        requireNonNull(room, "room");
        obstacles = List.copyOf(obstacles);
        shortage = List.copyOf(shortage);
    }

    /** Whether at least the least fits. */
    public boolean fits() {
        return obstacles.isEmpty();
    }

    /** Looks whether the host carries what these groups come to. */
    static Fit of(FleetFile file, List<GroupPlan> groups, HostRoom room) {
        Sum all = Sum.of(groups, true);
        List<String> shortage = all.against(room, file.limits());
        List<String> obstacles = shortage.isEmpty() ? List.of() : Sum.of(groups, false).against(room, file.limits());
        return new Fit(all.needed, all.total, room, obstacles, obstacles.isEmpty() ? shortage : List.of());
    }

    /** Whether the host carries all of what these groups come to. */
    static boolean isRoomFor(FleetFile file, List<GroupPlan> groups, HostRoom room) {
        return Sum.of(groups, true).against(room, file.limits()).isEmpty();
    }

    /** What comes together. */
    private static final class Sum {

        private Load needed = Load.NONE;
        private Load total = Load.NONE;
        private int launches;

        /** @param all whether each group is to be complete, or only what must be of it */
        static Sum of(List<GroupPlan> groups, boolean all) {
            Sum sum = new Sum();
            for (GroupPlan group : groups) {
                int leftOut = all ? 0 : group.spare();
                for (int i = group.slots().size() - 1; i >= 0; i--) {
                    SlotPlan slot = group.slots().get(i);
                    boolean mayWait = slot.action() == Action.START || slot.action() == Action.START_AGAIN;
                    if (mayWait && leftOut > 0) {
                        leftOut--;
                    } else {
                        sum.add(group.resolved(), slot);
                    }
                }
            }
            return sum;
        }

        private void add(ResolvedGroup group, SlotPlan slot) {
            switch (slot.action()) {
                case START -> launch(group.load());
                case START_AGAIN -> needed = needed.and(group.load());
                case REPLACE -> launch(beyond(group, slot.former()));
                case KEEP, WAIT -> {
                }
                case LEAVE_OUT, END -> {
                    return;
                }
            }
            total = total.and(group.load());
        }

        private void launch(Load load) {
            needed = needed.and(load);
            launches++;
        }

        /** What a new member takes more than the old one, which is stopped before it where it can be. */
        private static Load beyond(ResolvedGroup group, List<Member> former) {
            Load load = group.load();
            for (Member each : former) {
                if (each.instance().instanceStore().isEmpty() && takes(each)) {
                    Load had = Load.of(each.instance().hardware());
                    load = new Load(Math.max(0, load.memoryMib() - had.memoryMib()), Math.max(0, load.vcpus() - had.vcpus()));
                }
            }
            return load;
        }

        private static boolean takes(Member member) {
            return switch (member.state()) {
                case PENDING, RUNNING, STOPPING, SHUTTING_DOWN -> true;
                case STOPPED, TERMINATED -> false;
            };
        }

        List<String> against(HostRoom room, Limits limits) {
            List<String> sentences = new ArrayList<>();
            limits.memoryMib().ifPresent(most -> compare(sentences, "The fleet would have", total.memoryMib(), most,
                    " MiB of memory", "its own limit is "));
            limits.vcpus().ifPresent(most -> compare(sentences, "The fleet would have", total.vcpus(), most,
                    " vCPUs", "its own limit is "));
            compare(sentences, "There would have to be", needed.memoryMib(), room.free().memoryMib(), " MiB of memory",
                    "of the host's " + room.limit().memoryMib() + " MiB are left ");
            compare(sentences, "There would have to be", needed.vcpus(), room.free().vcpus(), " vCPUs",
                    "of the host's " + room.limit().vcpus() + " are left ");
            long disk = launches * DISK_EACH;
            if (disk > room.diskBytes()) {
                sentences.add("There would have to be " + SizeText.of(disk) + " on disk, and " + SizeText.of(room.diskBytes())
                        + " are free.");
            }
            return sentences;
        }

        private static void compare(List<String> sentences, String begin, long wanted, long most, String unit, String why) {
            if (wanted > most) {
                sentences.add(begin + " " + wanted + unit + ", and " + why + most + ".");
            }
        }
    }
}
