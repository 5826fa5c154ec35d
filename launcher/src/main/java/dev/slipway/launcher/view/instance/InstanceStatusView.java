package dev.slipway.launcher.view.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.instance.status.InstanceStatus;
import dev.slipway.launcher.instance.status.StatusWord;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** How instances are, in the shape of EC2's DescribeInstanceStatus. */
public final class InstanceStatusView {

    private static final String STATUSES = "InstanceStatuses";

    private InstanceStatusView() {
    }

    /** A list of them, all in one zone. */
    public static Answer list(List<InstanceStatus> all, String zone) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode statuses = document.putArray(STATUSES);
        all.forEach(status -> statuses.add(node(status, zone)));
        return Answer.list(document, STATUSES, Column.id("INSTANCE", "InstanceId"),
                Column.at("STATE", "InstanceState", "Name"), Column.at("SYSTEM", "SystemStatus", "Status"),
                Column.at("GUEST", "InstanceStatus", "Status"));
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
