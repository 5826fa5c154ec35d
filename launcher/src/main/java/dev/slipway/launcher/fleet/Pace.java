package dev.slipway.launcher.fleet;

import dev.slipway.host.machine.HostMachine;
import dev.slipway.launcher.fleet.plan.GroupPlan;
import java.util.List;

/**
 * How many guests may boot at a time. A guest that boots keeps its virtual processors busy most of the time; with two for each
 * of the host's there is always one to run while another waits for a disk, and beyond that all of them only become slower,
 * until those that boot last meet their deadlines because of the others.
 */
final class Pace {

    private static final int EACH_EMULATED = 2;
    /** With KVM a guest waits for its disk more often than for its processor. */
    private static final int EACH_VIRTUALIZED = 4;

    private Pace() {
    }

    /** What the host carries of these groups. */
    static int of(HostMachine host, List<GroupPlan> groups) {
        boolean virtualizes = host.virtualizes() && host.kvm().isPresent();
        return of(host.logicalProcessors(), virtualizes, groups);
    }

    static int of(int processors, boolean virtualizes, List<GroupPlan> groups) {
        long largest = groups.stream().mapToLong(group -> group.resolved().load().vcpus()).max().orElse(1);
        long busy = (long) processors * (virtualizes ? EACH_VIRTUALIZED : EACH_EMULATED);
        return (int) Math.max(1, busy / largest);
    }
}
