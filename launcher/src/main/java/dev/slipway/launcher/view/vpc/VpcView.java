package dev.slipway.launcher.view.vpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import dev.slipway.launcher.vpc.Subnet;
import dev.slipway.launcher.vpc.Vpc;
import java.util.List;

/** VPCs and subnets in the shapes of EC2's DescribeVpcs, DescribeVpcAttribute and DescribeSubnets. */
public final class VpcView {

    private static final String VPC_ID = "VpcId";
    private static final String STATE = "State";
    private static final String AVAILABLE = "available";

    private VpcView() {
    }

    /** What DescribeVpcs answers. */
    public static Answer list(List<Vpc> vpcs) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Vpcs");
        for (Vpc vpc : vpcs) {
            ObjectNode json = list.addObject();
            json.put("CidrBlock", vpc.cidrBlocks().get(0));
            json.put("DhcpOptionsId", vpc.ids().dhcpOptions());
            json.put(STATE, AVAILABLE);
            json.put(VPC_ID, vpc.ids().vpc());
            json.put("OwnerId", vpc.ownerId().value());
            json.put("InstanceTenancy", "default");
            ArrayNode blocks = json.putArray("CidrBlockAssociationSet");
            for (String block : vpc.cidrBlocks()) {
                blocks.addObject().put("AssociationId", vpc.ids().cidrAssociation(block)).put("CidrBlock", block)
                        .putObject("CidrBlockState").put(STATE, "associated");
            }
            json.put("IsDefault", true);
        }
        return Answer.list(document, "Vpcs", Column.id("VPC", VPC_ID), Column.at("CIDR", "CidrBlock"));
    }

    /** What DescribeVpcAttribute answers. */
    public static ObjectNode attribute(String vpc, String member, boolean value) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put(VPC_ID, vpc);
        document.putObject(member).put("Value", value);
        return document;
    }

    /** What DescribeSubnets answers; the network behind each has a name of our own. */
    public static Answer subnets(Vpc vpc, List<Subnet> subnets) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Subnets");
        for (Subnet subnet : subnets) {
            ObjectNode json = list.addObject();
            json.put("AvailabilityZone", vpc.zone());
            json.put("AvailabilityZoneId", vpc.zone());
            json.put("AvailableIpAddressCount", subnet.availableIpAddressCount());
            json.put("CidrBlock", subnet.cidrBlock());
            json.put("DefaultForAz", subnet.isDefault());
            json.put("MapPublicIpOnLaunch", false);
            json.put("MapCustomerOwnedIpOnLaunch", false);
            json.put(STATE, AVAILABLE);
            json.put("SubnetId", subnet.subnetId());
            json.put(VPC_ID, vpc.ids().vpc());
            json.put("OwnerId", vpc.ownerId().value());
            json.put("AssignIpv6AddressOnCreation", false);
            json.put("EnableDns64", false);
            json.put("Ipv6Native", false);
            json.put("SubnetArn", "arn:aws:ec2:" + vpc.ids().region() + ":" + vpc.ownerId() + ":subnet/" + subnet.subnetId());
            json.putObject("Slipway").put("Network", subnet.network());
        }
        return Answer.list(document, "Subnets", Column.id("SUBNET", "SubnetId"), Column.at("NETWORK", "Slipway", "Network"),
                Column.at("CIDR", "CidrBlock"), Column.at("DEFAULT", "DefaultForAz"), Column.at("FREE", "AvailableIpAddressCount"));
    }
}
