package dev.slipway.launcher.cli.instance;

import dev.slipway.imagestore.filter.Page;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.ListingVerb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.status.InstanceStatus;
import dev.slipway.launcher.instance.status.StatusSearch;
import dev.slipway.launcher.view.instance.InstanceStatusView;

/** {@code slipway instance status}: EC2's DescribeInstanceStatus. */
final class InstanceStatusVerb extends ListingVerb {

    private final Argument<InstanceId> ids = arguments("INSTANCE", 0, Argument.ANY, InstanceId::new,
            "Ids of instances; all of them where none is given.");
    private final Flag all = flag("--include-all-instances,--all", "Also those that do not run.");

    InstanceStatusVerb() {
        super("status", "Show how running instances are: their machines and their guests.");
        example("slipway instance status", "Every instance that runs.");
        example("slipway instance status --filter instance-status.status=impaired", "Those that need looking after.");
        example("slipway instance status i-0123456789abcdef0 --all -o json", "As aws ec2 describe-instance-status answers.");
    }

    @Override
    public int run(Invocation invocation) {
        StatusSearch search = new StatusSearch(ids.values(), filters(), all.given());
        Instances instances = invocation.instances();
        Page<InstanceStatus> page = gather(request -> instances.status(search, request));
        return print(invocation, InstanceStatusView.list(page.items(), invocation.settings().availabilityZone()), page);
    }
}
