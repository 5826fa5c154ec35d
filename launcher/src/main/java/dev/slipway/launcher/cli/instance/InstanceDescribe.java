package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.instance.record.InstanceId;

/** {@code slipway instance describe}: EC2's DescribeInstances. */
final class InstanceDescribe extends Verb {

    private final Argument<InstanceId> ids =
            arguments("INSTANCE", 1, Argument.ANY, InstanceId::new, "Which instances.");

    InstanceDescribe() {
        super("describe", "Show instances in full.");
        example("slipway instance describe i-0123456789abcdef0 -o json", "All that is known of one.");
    }

    @Override
    public int run(Invocation invocation) {
        InstanceView view = new InstanceView(invocation.settings().availabilityZone());
        invocation.output().print(view.reservations(invocation.instances().describe(ids.values())));
        return 0;
    }
}
