package dev.slipway.launcher.fleet.run;

import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.fleet.plan.ResolvedGroup;
import dev.slipway.launcher.fleet.plan.SlotPlan;
import dev.slipway.launcher.instance.record.Instance;
import java.util.Optional;

/**
 * A member that is to come up.
 *
 * @param index its place in its group
 * @param there the instance that is to be waited for or started again; empty where one is to be launched
 */
public record Boot(ResolvedGroup group, int index, Optional<Member> there) {

    /** What a plan says of a place. */
    public static Boot of(ResolvedGroup group, SlotPlan slot) {
        return new Boot(group, slot.index(), slot.current());
    }

    /** What the member is called. */
    public String name() {
        return group.group().memberName(index);
    }

    /**
     * How it went.
     *
     * @param instance the member, where it came to be one
     * @param failure why it is not ready; empty where it is
     */
    public record Outcome(Boot boot, Optional<Instance> instance, Optional<RuntimeException> failure) {
    }
}
