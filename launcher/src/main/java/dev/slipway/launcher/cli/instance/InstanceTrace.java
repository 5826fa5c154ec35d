package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.instance.TraceView;
import java.util.List;

/** {@code slipway instance trace}: where the time of its last launch or start went. */
final class InstanceTrace extends Verb {

    private final Argument<InstanceId> id = argument("INSTANCE", InstanceId::new, "Which instance.");

    InstanceTrace() {
        super("trace", "Show where the time of an instance's last launch or start went.");
        example("slipway instance trace i-0123456789abcdef0", "Milliseconds of each phase.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(TraceView.of(invocation.instances().describe(List.of(id.required())).get(0)));
        return 0;
    }
}
