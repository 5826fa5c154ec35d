package dev.slipway.launcher.cli.fleet;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.fleet.Fleets;
import dev.slipway.launcher.fleet.plan.Member;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway fleet list}. */
final class FleetList extends Verb {

    private final Argument<String> names = arguments("FLEET", 0, Argument.ANY, Values.TEXT,
            "Names of fleets, to see their members; all fleets with their numbers where none is given.");

    FleetList() {
        super("list", "List fleets, or the members of some of them.");
        example("slipway fleet list", "How many members each has, and how many are ready.");
        example("slipway fleet list shop", "Its members, with state and address.");
    }

    @Override
    public int run(Invocation invocation) {
        Fleets fleets = invocation.services().fleets();
        if (names.values().isEmpty()) {
            invocation.output().print(MemberView.fleets(fleets.list().stream().filter(Member::isAlive).toList()));
            return 0;
        }
        List<Member> members = new ArrayList<>();
        names.values().forEach(name -> members.addAll(fleets.members(name)));
        invocation.output().print(MemberView.members(members.stream().filter(Member::isAlive).toList()));
        return 0;
    }
}
