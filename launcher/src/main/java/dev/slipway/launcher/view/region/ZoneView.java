package dev.slipway.launcher.view.region;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** The one availability zone of a region, in the shape of EC2's DescribeAvailabilityZones. */
public final class ZoneView {

    private ZoneView() {
    }

    /** What DescribeAvailabilityZones answers, of regions that have one zone each. */
    public static Answer list(List<StoreLayout> regions) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("AvailabilityZones");
        for (StoreLayout layout : regions) {
            String zone = layout.availabilityZone();
            String region = layout.region();
            ObjectNode json = list.addObject();
            json.put("OptInStatus", "opt-in-not-required").putArray("Messages");
            json.put("RegionName", region).put("ZoneName", zone).put("ZoneId", zone).put("GroupName", region)
                    .put("NetworkBorderGroup", region).put("ZoneType", "availability-zone").put("State", "available");
        }
        return Answer.list(document, "AvailabilityZones", Column.at("ZONE", "ZoneName"), Column.at("STATE", "State"));
    }
}
