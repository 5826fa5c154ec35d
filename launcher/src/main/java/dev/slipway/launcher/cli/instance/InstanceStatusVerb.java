package dev.slipway.launcher.cli.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.ListingVerb;
import dev.slipway.launcher.cli.output.Answer;
import dev.slipway.launcher.cli.output.Column;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.status.InstanceStatus;
import dev.slipway.launcher.instance.status.StatusSearch;
import dev.slipway.launcher.instance.status.StatusWord;

/** {@code slipway instance status}: EC2's DescribeInstanceStatus. */
final class InstanceStatusVerb extends ListingVerb {

    private static final String STATUSES = "InstanceStatuses";

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
        String zone = invocation.settings().availabilityZone();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode statuses = document.putArray(STATUSES);
        page.items().forEach(status -> statuses.add(node(status, zone)));
        return print(invocation, Answer.list(document, STATUSES, Column.id("INSTANCE", "InstanceId"),
                Column.at("STATE", "InstanceState", "Name"), Column.at("SYSTEM", "SystemStatus", "Status"),
                Column.at("GUEST", "InstanceStatus", "Status")), page);
    }

    private static ObjectNode node(InstanceStatus status, String zone) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("AvailabilityZone", zone);
        node.putArray("Events");
        node.put("InstanceId", status.instanceId().value());
        node.set("InstanceState", InstanceView.state(status.state()));
        node.set("InstanceStatus", summary(status.guest()));
        node.set("SystemStatus", summary(status.system()));
        return node;
    }

    /** EC2 shows no details where nothing is checked. */
    private static ObjectNode summary(StatusWord word) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        word.reachability().ifPresent(check ->
                summary.putArray("Details").addObject().put("Name", "reachability").put("Status", check));
        return summary.put("Status", word.word());
    }
}
