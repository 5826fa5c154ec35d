package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.instance.InstanceView;
import java.time.Duration;

/** {@code slipway instance stop}: EC2's StopInstances. */
final class InstanceStop extends Verb {

    private final Argument<InstanceId> ids =
            arguments("INSTANCE", 1, Argument.ANY, InstanceId::new, "Which instances.");
    private final Flag force = flag("--force", "Pull the plug instead of asking the guest.");
    private final Option<Duration> timeout = option("--timeout", "TIME", Values.DURATION,
            "How long a guest may take to power itself off before the plug is pulled (3m).");

    InstanceStop() {
        super("stop", "Stop instances; their volumes stay.");
        example("slipway instance stop i-0123456789abcdef0", "Asks the guest to power itself off, and waits.");
    }

    @Override
    public int run(Invocation invocation) {
        Duration patience = timeout.or(Instances.STOP_PATIENCE);
        invocation.output().print(InstanceView.changes("StoppingInstances",
                invocation.instances().stop(ids.values(), force.given(), patience)));
        return 0;
    }
}
