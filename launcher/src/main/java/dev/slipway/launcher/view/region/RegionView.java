package dev.slipway.launcher.view.region;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.region.Region;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Regions in the shape of EC2's DescribeRegions; where they lie is Slipway's own. */
public final class RegionView {

    private RegionView() {
    }

    /** What DescribeRegions answers. */
    public static Answer list(List<Region> regions) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Regions");
        for (Region region : regions) {
            ObjectNode own = list.addObject()
                    .put("OptInStatus", "opt-in-not-required")
                    .put("RegionName", region.regionName())
                    .put("Endpoint", "localhost")
                    .putObject("Slipway");
            own.put("State", region.available() ? "available" : "unavailable");
            own.put("Path", region.folder().toString());
            region.libvirtUri().ifPresent(uri -> own.put("LibvirtUri", uri));
        }
        return Answer.list(document, "Regions", Column.at("REGION", "RegionName"),
                Column.at("STATE", "Slipway", "State"), Column.at("PATH", "Slipway", "Path"),
                Column.at("LIBVIRT URI", "Slipway", "LibvirtUri"));
    }
}
