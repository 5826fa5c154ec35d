package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.view.instance.NetworkInterfaceView;
import dev.slipway.launcher.view.vpc.RoutingView;
import dev.slipway.launcher.view.vpc.VpcView;
import dev.slipway.launcher.vpc.Card;
import dev.slipway.launcher.vpc.Subnet;
import dev.slipway.launcher.vpc.Vpc;
import dev.slipway.launcher.vpc.Vpcs;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The default VPC. */
final class VpcActions {

    private static final String FILTERS = "Filter.N";

    private VpcActions() {
    }

    /** A search of one of the services. */
    @FunctionalInterface
    private interface Search {
        Page<Vpc> of(Vpcs vpcs, List<String> ids, List<Filter> filters, PageRequest page);
    }

    static List<Action> all() {
        return List.of(
                describe("DescribeVpcs", "VpcId", Vpcs::search, vpcs -> VpcView.list(vpcs).document()),
                Action.reads("DescribeVpcAttribute", VpcActions::attribute, "VpcId", "Attribute"),
                Action.reads("DescribeSubnets", VpcActions::subnets, "SubnetId.N", FILTERS, "MaxResults", "NextToken"),
                Action.reads("DescribeNetworkInterfaces", VpcActions::interfaces, "NetworkInterfaceId.N", FILTERS, "MaxResults",
                        "NextToken"),
                describe("DescribeRouteTables", "RouteTableId", Vpcs::routeTables, RoutingView::routeTables),
                describe("DescribeInternetGateways", "InternetGatewayId", Vpcs::internetGateways, RoutingView::internetGateways),
                describe("DescribeNetworkAcls", "NetworkAclId", Vpcs::networkAcls, RoutingView::networkAcls),
                describe("DescribeDhcpOptions", "DhcpOptionsId", Vpcs::dhcpOptions, RoutingView::dhcpOptions),
                Action.reads("DescribeAddresses", VpcActions::addresses, "PublicIp.N", "AllocationId.N", FILTERS));
    }

    private static Action describe(String name, String id, Search search, Function<List<Vpc>, ObjectNode> view) {
        return Action.reads(name, call -> {
            Page<Vpc> page = search.of(call.services().vpcs(), call.parameters().texts(id), call.filters(), call.page());
            return view.apply(page.items());
        }, id + ".N", FILTERS, "MaxResults", "NextToken");
    }

    private static ObjectNode attribute(Call call) {
        String vpc = call.required("VpcId");
        call.services().vpcs().require(vpc);
        String attribute = Words.oneOf("Attribute",
                new String[] {"enableDnsSupport", "enableDnsHostnames", "enableNetworkAddressUsageMetrics"}, word -> word)
                .apply(call.required("Attribute"));
        return VpcView.attribute(vpc, attribute.substring(0, 1).toUpperCase(Locale.ROOT) + attribute.substring(1),
                attribute.equals("enableDnsSupport"));
    }

    private static ObjectNode subnets(Call call) {
        Vpcs vpcs = call.services().vpcs();
        Page<Subnet> page = vpcs.subnets(call.parameters().texts("SubnetId"), call.filters(), call.page());
        return Words.page(VpcView.subnets(vpcs.vpc(), page.items()), page);
    }

    private static ObjectNode interfaces(Call call) {
        Page<Card> page = call.services().vpcs().interfaces(call.parameters().texts("NetworkInterfaceId"), call.filters(), call.page());
        return Words.page(NetworkInterfaceView.list(call.services(), page.items()), page);
    }

    /** There are none, so whichever is named is not there. */
    private static ObjectNode addresses(Call call) {
        call.list("AllocationId", id -> id).stream().findFirst().ifPresent(id -> {
            throw new LauncherException(LauncherError.ALLOCATION_NOT_FOUND, "The allocation ID '" + id + "' does not exist");
        });
        call.list("PublicIp", address -> address).stream().findFirst().ifPresent(address -> {
            throw new LauncherException(LauncherError.ADDRESS_NOT_FOUND, "Address '" + address + "' not found.");
        });
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("Addresses");
        return document;
    }
}
