package dev.slipway.launcher.view.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.network.NetworkIds;
import dev.slipway.launcher.service.Services;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import dev.slipway.launcher.vpc.Card;
import java.util.List;

/**
 * The network interfaces of an instance in the shapes of EC2's InstanceNetworkInterface and NetworkInterface. What EC2 has no name
 * for, the network that is the subnet, stands under {@code Slipway}.
 */
public final class NetworkInterfaceView {

    private final GroupNames groups;
    private final NetworkIds ids;

    NetworkInterfaceView(GroupNames groups, NetworkIds ids) {
        this.groups = groups;
        this.ids = ids;
    }

    /** What DescribeNetworkInterfaces answers. */
    public static Answer list(Services services, List<Card> cards) {
        String region = services.layout().region();
        NetworkInterfaceView view = new NetworkInterfaceView(new GroupNames(services::securityGroups), new NetworkIds(region));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("NetworkInterfaces");
        for (Card card : cards) {
            ObjectNode json = list.addObject();
            view.put(json, card.networkInterface(), card.instance());
            json.put("AvailabilityZone", services.layout().availabilityZone());
            ((ObjectNode) json.path("Attachment")).put("InstanceId", card.instance().instanceId().value())
                    .put("InstanceOwnerId", card.instance().ownerId().value());
            json.put("RequesterManaged", false);
            json.putArray("TagSet");
        }
        return Answer.list(document, "NetworkInterfaces", Column.id("INTERFACE", "NetworkInterfaceId"));
    }

    /** Adds the interfaces, and what EC2 says of the first one on the instance itself. */
    void put(ObjectNode node, Instance instance) {
        ArrayNode list = node.putArray("NetworkInterfaces");
        ArrayNode own = node.putArray("SecurityGroups");
        if (instance.state() == InstanceState.TERMINATED) {
            return;
        }
        for (NetworkInterface each : instance.interfaces()) {
            if (each.deviceIndex() == 0) {
                own.addAll(groups.nodes(each.groups()));
                each.privateIpAddress().ifPresent(address -> node.put("PrivateIpAddress", address));
                putPlace(node, each);
            }
            put(list.addObject(), each, instance);
        }
    }

    private void put(ObjectNode node, NetworkInterface card, Instance instance) {
        node.putObject("Attachment")
                .put("AttachTime", Timestamp.format(instance.lifecycle().launchTime()))
                .put("AttachmentId", NetworkIds.attachment(instance.instanceId().value(), card.deviceIndex()))
                .put("DeleteOnTermination", true)
                .put("DeviceIndex", card.deviceIndex())
                .put("NetworkCardIndex", 0)
                .put("Status", "attached");
        node.put("Description", "");
        node.set("Groups", groups.nodes(card.groups()));
        node.put("InterfaceType", "interface");
        node.put("MacAddress", card.mac());
        node.put("NetworkInterfaceId", NetworkIds.networkInterface(instance.instanceId().value(), card.deviceIndex()));
        node.put("OwnerId", instance.ownerId().value());
        node.put("SourceDestCheck", true);
        putPlace(node, card);
        ArrayNode addresses = node.putArray("PrivateIpAddresses");
        card.privateIpAddress().ifPresent(address -> {
            node.put("PrivateIpAddress", address);
            addresses.addObject().put("Primary", true).put("PrivateIpAddress", address);
        });
        node.put("Status", "in-use");
        node.putObject("Slipway").put("Network",
                card.source().map(source -> card.kind().word() + ":" + source).orElse(card.kind().word()));
    }

    private void putPlace(ObjectNode node, NetworkInterface card) {
        ids.subnet(card.kind(), card.source()).ifPresent(subnet -> node.put("SubnetId", subnet).put("VpcId", ids.vpc()));
    }
}
