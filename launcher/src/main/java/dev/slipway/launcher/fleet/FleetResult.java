package dev.slipway.launcher.fleet;

import dev.slipway.launcher.fleet.plan.FleetPlan;
import dev.slipway.launcher.fleet.plan.Member;
import java.util.List;

/**
 * How a launch ended.
 *
 * @param plan what was to be done
 * @param members the fleet as it is now
 * @param warnings what the user should know beside, a sentence each
 */
public record FleetResult(FleetPlan plan, List<Member> members, List<String> warnings) {

    public FleetResult {
        members = List.copyOf(members);
        warnings = List.copyOf(warnings);
    }
}
