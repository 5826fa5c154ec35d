package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Duration;

/** {@code slipway instance reboot}: EC2's RebootInstances. */
final class InstanceReboot extends Verb {

    private final Argument<InstanceId> ids =
            arguments("INSTANCE", 1, Argument.ANY, InstanceId::new, "Which instances.");
    private final Flag force = flag("--force", "Press the reset button instead of asking the guest.");
    private final Option<Duration> timeout = option("--timeout", "TIME", Values.DURATION,
            "How long a guest may take to go down before the reset button is pressed (3m).");

    InstanceReboot() {
        super("reboot", "Reboot running instances.");
        example("slipway instance reboot i-0123456789abcdef0", "Keeps every disk, and the instance's ports.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.instances().reboot(ids.values(), force.given(), timeout.or(Instances.STOP_PATIENCE));
        return 0;
    }
}
