package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.region.Region;
import dev.slipway.launcher.ec2.protocol.Dialect;
import dev.slipway.launcher.network.NetworkIds;
import dev.slipway.launcher.service.RegionFilters;
import dev.slipway.launcher.service.ZoneFilters;
import dev.slipway.launcher.view.region.RegionView;
import dev.slipway.launcher.view.region.ZoneView;
import java.util.List;

/** Where one is, and as whom. */
final class PlaceActions {

    private PlaceActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.reads("DescribeRegions", PlaceActions::regions, "RegionName.N", "Filter.N", "AllRegions"),
                Action.reads("DescribeAvailabilityZones", PlaceActions::zones, "ZoneName.N", "ZoneId.N", "Filter.N",
                        "AllAvailabilityZones"),
                Action.reads("DescribeAccountAttributes", PlaceActions::attributes, "AttributeName.N"),
                new Action(Dialect.STS, "GetCallerIdentity", Action.DryRun.READS, List.of(), PlaceActions::identity));
    }

    private static ObjectNode regions(Call call) {
        List<Region> named = call.list("RegionName", call.services().regions()::find);
        return RegionView.list(Listing.wanted(named.isEmpty() ? call.services().regions().list() : named, call.filters(),
                new RegionFilters())).document();
    }

    private static ObjectNode zones(Call call) {
        StoreLayout region = call.services().layout();
        call.list("ZoneName", name -> name).forEach(name -> ZoneFilters.require(region, name));
        call.list("ZoneId", id -> id).forEach(id -> ZoneFilters.require(region, id));
        return ZoneView.list(Listing.wanted(List.of(region), call.filters(), new ZoneFilters())).document();
    }

    private static ObjectNode attributes(Call call) {
        List<String> wanted = call.parameters().texts("AttributeName");
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("AccountAttributes");
        put(list, wanted, "supported-platforms", "VPC");
        put(list, wanted, "default-vpc", new NetworkIds(call.services().layout().region()).vpc());
        return document;
    }

    private static void put(ArrayNode list, List<String> wanted, String name, String value) {
        if (wanted.isEmpty() || wanted.contains(name)) {
            list.addObject().put("AttributeName", name).putArray("AttributeValues").addObject().put("AttributeValue", value);
        }
    }

    private static ObjectNode identity(Call call) {
        String account = call.caller().account().value();
        return JsonNodeFactory.instance.objectNode().put("Arn", "arn:aws:iam::" + account + ":root")
                .put("UserId", account).put("Account", account);
    }
}
