package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.launcher.type.InstanceType;
import dev.slipway.launcher.type.InstanceTypeFilters;
import dev.slipway.launcher.type.OfferingFilters;
import dev.slipway.launcher.view.InstanceTypeView;
import java.util.List;

/** Instance types. */
final class TypeActions {

    private static final String REGION = "region";

    private TypeActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.reads("DescribeInstanceTypes", TypeActions::types, "InstanceType.N", "Filter.N", "MaxResults", "NextToken"),
                Action.reads("DescribeInstanceTypeOfferings", TypeActions::offerings, "LocationType", "Filter.N", "MaxResults",
                        "NextToken"));
    }

    private static ObjectNode types(Call call) {
        Page<InstanceType> page = call.services().types().search(call.parameters().texts("InstanceType"), call.filters(),
                new InstanceTypeFilters(), call.page());
        return Words.page(InstanceTypeView.list(page.items()), page);
    }

    private static ObjectNode offerings(Call call) {
        String kind = Words.oneOf("LocationType", new String[] {REGION, "availability-zone", "availability-zone-id"}, word -> word)
                .apply(call.text("LocationType").orElse(REGION));
        String location = kind.equals(REGION) ? call.caller().region() : call.services().layout().availabilityZone();
        Page<InstanceType> page = call.services().types().search(List.of(), call.filters(), new OfferingFilters(location), call.page());
        ObjectNode document = InstanceTypeView.offerings(page.items(), kind, location);
        page.nextToken().ifPresent(token -> document.put("NextToken", token));
        return document;
    }
}
