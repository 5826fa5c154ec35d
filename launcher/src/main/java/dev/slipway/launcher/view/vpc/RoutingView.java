package dev.slipway.launcher.view.vpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.vpc.Subnet;
import dev.slipway.launcher.vpc.Vpc;
import java.util.List;

/** What is around the subnets of a VPC, in the shapes of EC2's answers: ways out, and what is let through. */
public final class RoutingView {

    private static final String VPC_ID = "VpcId";
    private static final String OWNER_ID = "OwnerId";
    private static final String ALL = "0.0.0.0/0";
    /** EC2's number of the rule that decides where no other did. */
    private static final int LAST_RULE = 32767;
    private static final int FIRST_RULE = 100;

    private RoutingView() {
    }

    /** What DescribeRouteTables answers. */
    public static ObjectNode routeTables(List<Vpc> vpcs) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("RouteTables");
        for (Vpc vpc : vpcs) {
            ObjectNode json = list.addObject();
            json.putArray("Associations").addObject().put("Main", true)
                    .put("RouteTableAssociationId", vpc.ids().routeTableAssociation()).put("RouteTableId", vpc.ids().routeTable())
                    .putObject("AssociationState").put("State", "associated");
            json.putArray("PropagatingVgws");
            json.put("RouteTableId", vpc.ids().routeTable());
            ArrayNode routes = json.putArray("Routes");
            vpc.cidrBlocks().forEach(block -> route(routes, block, "local", "CreateRouteTable"));
            route(routes, ALL, vpc.ids().internetGateway(), "CreateRoute");
            json.putArray("Tags");
            json.put(VPC_ID, vpc.ids().vpc()).put(OWNER_ID, vpc.ownerId().value());
        }
        return document;
    }

    private static void route(ArrayNode routes, String block, String gateway, String origin) {
        routes.addObject().put("DestinationCidrBlock", block).put("GatewayId", gateway).put("Origin", origin).put("State", "active");
    }

    /** What DescribeInternetGateways answers. */
    public static ObjectNode internetGateways(List<Vpc> vpcs) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("InternetGateways");
        for (Vpc vpc : vpcs) {
            ObjectNode json = list.addObject();
            json.putArray("Attachments").addObject().put("State", "available").put(VPC_ID, vpc.ids().vpc());
            json.put("InternetGatewayId", vpc.ids().internetGateway()).put(OWNER_ID, vpc.ownerId().value());
            json.putArray("Tags");
        }
        return document;
    }

    /** What DescribeNetworkAcls answers: all is let through, as security groups decide. */
    public static ObjectNode networkAcls(List<Vpc> vpcs) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("NetworkAcls");
        for (Vpc vpc : vpcs) {
            ObjectNode json = list.addObject();
            ArrayNode associations = json.putArray("Associations");
            for (Subnet subnet : vpc.subnets()) {
                associations.addObject().put("NetworkAclAssociationId", vpc.ids().networkAclAssociation(subnet.subnetId()))
                        .put("NetworkAclId", vpc.ids().networkAcl()).put("SubnetId", subnet.subnetId());
            }
            ArrayNode entries = json.putArray("Entries");
            for (boolean egress : new boolean[] {true, false}) {
                entry(entries, egress, "allow", FIRST_RULE);
                entry(entries, egress, "deny", LAST_RULE);
            }
            json.put("IsDefault", true).put("NetworkAclId", vpc.ids().networkAcl());
            json.putArray("Tags");
            json.put(VPC_ID, vpc.ids().vpc()).put(OWNER_ID, vpc.ownerId().value());
        }
        return document;
    }

    private static void entry(ArrayNode entries, boolean egress, String action, int number) {
        entries.addObject().put("CidrBlock", ALL).put("Egress", egress).put("Protocol", "-1").put("RuleAction", action)
                .put("RuleNumber", number);
    }

    /** What DescribeDhcpOptions answers. */
    public static ObjectNode dhcpOptions(List<Vpc> vpcs) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("DhcpOptions");
        for (Vpc vpc : vpcs) {
            ObjectNode json = list.addObject();
            json.putArray("DhcpConfigurations").addObject().put("Key", "domain-name-servers")
                    .putArray("Values").addObject().put("Value", "AmazonProvidedDNS");
            json.put("DhcpOptionsId", vpc.ids().dhcpOptions()).put(OWNER_ID, vpc.ownerId().value());
            json.putArray("Tags");
        }
        return document;
    }
}
