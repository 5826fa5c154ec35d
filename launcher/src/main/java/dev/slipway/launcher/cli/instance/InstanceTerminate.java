package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.instance.InstanceView;

/** {@code slipway instance terminate}: EC2's TerminateInstances. */
final class InstanceTerminate extends Verb {

    private final Argument<InstanceId> ids =
            arguments("INSTANCE", 1, Argument.ANY, InstanceId::new, "Which instances.");

    InstanceTerminate() {
        super("terminate", "Terminate instances, and delete the volumes that go with them.");
        example("slipway instance terminate i-0123456789abcdef0", "It stays visible, as terminated, for an hour.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(InstanceView.changes(
                "TerminatingInstances", invocation.instances().terminate(ids.values())));
        return 0;
    }
}
