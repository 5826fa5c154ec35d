package dev.slipway.launcher.cli.fleet;

import dev.slipway.host.errors.ExitCode;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.fleet.plan.FleetPlan;

/** {@code slipway fleet plan}. */
final class FleetPlanVerb extends FleetVerb {

    FleetPlanVerb() {
        super("plan", "Show what a launch would start, change and end, and whether it fits; nothing moves.");
        example("slipway fleet plan shop.yaml", "Ends with 5 where the host does not carry it.");
        example("slipway fleet plan shop.yaml -o json --query 'Steps[?Action==`replace`]'", "What would be replaced, and why.");
    }

    @Override
    public int run(Invocation invocation) {
        FleetPlan plan = invocation.services().fleets().plan(fleetFile(invocation));
        invocation.output().print(PlanView.of(plan));
        if (plan.steps().isEmpty()) {
            invocation.note("there is nothing to do");
        }
        plan.fit().obstacles().forEach(sentence -> invocation.note("it does not fit: " + sentence));
        plan.fit().shortage().forEach(sentence -> invocation.note("not all of it fits: " + sentence));
        return (plan.fit().fits() ? ExitCode.DONE : ExitCode.NO_CAPACITY).number();
    }
}
