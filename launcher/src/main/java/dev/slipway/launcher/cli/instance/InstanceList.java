package dev.slipway.launcher.cli.instance;

import dev.slipway.imagestore.filter.Page;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.ListingVerb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.request.InstanceSearch;
import dev.slipway.launcher.view.instance.InstanceView;

/** {@code slipway instance list}: EC2's DescribeInstances. */
final class InstanceList extends ListingVerb {

    private final Argument<InstanceId> ids = arguments("INSTANCE", 0, Argument.ANY, InstanceId::new,
            "Ids of instances; all of them where none is given.");

    InstanceList() {
        super("list", "List instances; a terminated one stays visible for an hour.");
        example("slipway instance list", "Every instance of this account in this region.");
        example("slipway instance list --filter instance-state-name=running --filter tag:env=prod",
                "Those that run and have a tag.");
        example("slipway instance list --query 'Reservations[].Instances[].InstanceId' -o text", "Only their ids.");
    }

    @Override
    public int run(Invocation invocation) {
        InstanceSearch search = new InstanceSearch(ids.values(), filters());
        Instances instances = invocation.instances();
        Page<Instance> page = gather(request -> instances.search(search, request));
        InstanceView view = InstanceView.ofList(invocation.services());
        return print(invocation, view.reservations(page.items()), page);
    }
}
