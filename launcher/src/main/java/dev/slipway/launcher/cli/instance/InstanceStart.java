package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.instance.InstanceView;

/** {@code slipway instance start}: EC2's StartInstances. */
final class InstanceStart extends Verb {

    private final Argument<InstanceId> ids =
            arguments("INSTANCE", 1, Argument.ANY, InstanceId::new, "Which instances.");

    InstanceStart() {
        super("start", "Start stopped instances.");
        example("slipway instance start i-0123456789abcdef0", "Its volumes are as it left them.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(InstanceView.changes("StartingInstances", invocation.instances().start(ids.values())));
        return 0;
    }
}
