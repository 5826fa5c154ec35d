package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;

/** {@code slipway instance list}: EC2's DescribeInstances of all of them. */
final class InstanceList extends Verb {

    InstanceList() {
        super("list", "List instances; a terminated one stays visible for an hour.");
        example("slipway instance list", "Every instance of this account in this region.");
        example("slipway instance list --query 'Reservations[].Instances[].InstanceId' -o text", "Only their ids.");
    }

    @Override
    public int run(Invocation invocation) {
        InstanceView view = new InstanceView(invocation.settings().availabilityZone());
        invocation.output().print(view.reservations(invocation.instances().list()));
        return 0;
    }
}
