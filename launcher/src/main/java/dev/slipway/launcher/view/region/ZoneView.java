package dev.slipway.launcher.view.region;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;

/** The one availability zone of a region, in the shape of EC2's DescribeAvailabilityZones. */
public final class ZoneView {

    private ZoneView() {
    }

    /** What DescribeAvailabilityZones answers. */
    public static Answer of(String zone, String region) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode json = document.putArray("AvailabilityZones").addObject();
        json.put("OptInStatus", "opt-in-not-required").putArray("Messages");
        json.put("RegionName", region).put("ZoneName", zone).put("ZoneId", zone).put("GroupName", region)
                .put("NetworkBorderGroup", region).put("ZoneType", "availability-zone").put("State", "available");
        return Answer.list(document, "AvailabilityZones", Column.at("ZONE", "ZoneName"), Column.at("STATE", "State"));
    }
}
