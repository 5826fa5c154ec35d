package dev.slipway.launcher.view.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.state.InstanceState;

/**
 * The network interfaces of an instance in the shape of EC2's InstanceNetworkInterface. There are no subnets and no VPCs here; what
 * an interface is on instead stands under {@code Slipway}.
 */
public final class NetworkInterfaceView {

    private final GroupNames groups;

    NetworkInterfaceView(GroupNames groups) {
        this.groups = groups;
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
            }
            put(list.addObject(), each, instance);
        }
    }

    private void put(ObjectNode node, NetworkInterface card, Instance instance) {
        node.putObject("Attachment")
                .put("AttachTime", Timestamp.format(instance.lifecycle().launchTime()))
                .put("DeleteOnTermination", true)
                .put("DeviceIndex", card.deviceIndex())
                .put("Status", "attached");
        node.put("Description", "");
        node.set("Groups", groups.nodes(card.groups()));
        node.put("InterfaceType", "interface");
        node.put("MacAddress", card.mac());
        node.put("OwnerId", instance.ownerId().value());
        ArrayNode addresses = node.putArray("PrivateIpAddresses");
        card.privateIpAddress().ifPresent(address -> {
            node.put("PrivateIpAddress", address);
            addresses.addObject().put("Primary", true).put("PrivateIpAddress", address);
        });
        node.put("Status", "in-use");
        node.putObject("Slipway").put("Network",
                card.source().map(source -> card.kind().word() + ":" + source).orElse(card.kind().word()));
    }
}
