package dev.slipway.launcher.cli.fleet;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.fleet.run.FleetListener;
import java.util.List;

/** {@code slipway fleet terminate}. */
final class FleetTerminate extends Verb {

    private final Argument<String> names = arguments("FLEET", 1, Argument.ANY, Values.TEXT, "Names of fleets.");

    FleetTerminate() {
        super("terminate", "Terminate all members of fleets, and delete the volumes that go with them.");
        example("slipway fleet terminate shop", "Nothing of it is left, as nothing but its members ever was.");
    }

    @Override
    public int run(Invocation invocation) {
        List<Member> ended = invocation.services().fleets().terminate(names.values(), FleetListener.NONE);
        invocation.output().print(MemberView.ended(ended));
        return 0;
    }
}
