package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Debian's AWS CLI with launch templates, and with the default VPC. */
class EndpointTemplatesIT extends EndpointLab {

    @Test
    void aTemplateGetsVersionsAndLaunchesByThem() {
        JsonNode template = aws.ec2("create-launch-template", "--launch-template-name", "web", "--version-description", "first",
                "--client-token", "one", "--tag-specifications", "ResourceType=launch-template,Tags=[{Key=of,Value=a}]",
                "--launch-template-data", "{\"ImageId\":\"" + tiny() + "\",\"InstanceType\":\"t3.micro\",\"DisableApiStop\":true,"
                        + "\"BlockDeviceMappings\":[{\"DeviceName\":\"/dev/sdb\",\"Ebs\":{\"VolumeSize\":1,\"DeleteOnTermination\":true}}],"
                        + "\"TagSpecifications\":[{\"ResourceType\":\"instance\",\"Tags\":[{\"Key\":\"Name\",\"Value\":\"w\"}]}]}")
                .path("LaunchTemplate");
        String id = template.path("LaunchTemplateId").asText();
        assertEquals("a", template.path("Tags").path(0).path("Value").asText(), template::toPrettyString);
        aws.refused("InvalidLaunchTemplateName.AlreadyExistsException", "create-launch-template", "--launch-template-name", "web",
                "--launch-template-data", "{\"InstanceType\":\"t3.micro\"}");
        aws.refused("IdempotentParameterMismatch", "create-launch-template", "--launch-template-name", "other", "--client-token", "one",
                "--launch-template-data", "{\"InstanceType\":\"t3.micro\"}");
        aws.refused("InvalidParameterValue", "create-launch-template", "--launch-template-name", "other",
                "--launch-template-data", "{\"EbsOptimized\":true}");
        aws.refused("MissingParameter", "create-launch-template", "--launch-template-name", "other", "--launch-template-data", "{}");
        JsonNode second = aws.ec2("create-launch-template-version", "--launch-template-id", id, "--source-version", "1",
                "--launch-template-data", "{\"InstanceType\":\"" + Lab.TYPE + "\",\"DisableApiStop\":false}").path("LaunchTemplateVersion");
        assertEquals(2, second.path("VersionNumber").asInt(), second::toPrettyString);
        assertEquals(1, second.path("LaunchTemplateData").path("BlockDeviceMappings").path(0).path("Ebs").path("VolumeSize").asInt(),
                second::toPrettyString);
        assertEquals(2, aws.ec2("describe-launch-template-versions", "--launch-template-name", "web").path("LaunchTemplateVersions").size());
        JsonNode latest = aws.ec2("describe-launch-template-versions", "--launch-template-id", id, "--versions", "$Latest")
                .path("LaunchTemplateVersions").path(0);
        assertEquals("w", latest.path("LaunchTemplateData").path("TagSpecifications").path(0).path("Tags").path(0).path("Value").asText(),
                latest::toPrettyString);
        assertEquals(2, aws.ec2("modify-launch-template", "--launch-template-id", id, "--default-version", "2").path("LaunchTemplate")
                .path("DefaultVersionNumber").asInt());
        aws.refused("InvalidLaunchTemplateId.VersionNotFound", "describe-launch-template-versions", "--launch-template-id", id,
                "--versions", "9");
        assertEquals(1, aws.ec2("describe-launch-templates", "--filters", "Name=tag:of,Values=a").path("LaunchTemplates").size());

        JsonNode launched = aws.ec2("run-instances", "--launch-template", "LaunchTemplateName=web", "--count", "1");
        String instance = Lab.instanceId(launched);
        assertEquals(2, aws.ec2("describe-volumes", "--filters", "Name=attachment.instance-id,Values=" + instance).path("Volumes").size());
        JsonNode data = aws.ec2("get-launch-template-data", "--instance-id", instance).path("LaunchTemplateData");
        assertEquals(Lab.TYPE, data.path("InstanceType").asText(), data::toPrettyString);
        vpcOf(instance);
        aws.ec2("terminate-instances", "--instance-ids", instance);
        aws.refused("InvalidParameterValue", "delete-launch-template-versions", "--launch-template-id", id, "--versions", "2");
        assertEquals(1, aws.ec2("delete-launch-template-versions", "--launch-template-id", id, "--versions", "1")
                .path("SuccessfullyDeletedLaunchTemplateVersions").size());
        aws.ec2("delete-launch-template", "--launch-template-id", id);
        aws.refused("InvalidLaunchTemplateId.NotFound", "describe-launch-templates", "--launch-template-ids", id);
    }

    /** The usual network is QEMU's own, which is a subnet like any other. */
    private void vpcOf(String instance) {
        JsonNode node = aws.ec2("describe-instances", "--instance-ids", instance).path("Reservations").path(0).path("Instances").path(0);
        JsonNode vpc = aws.ec2("describe-vpcs", "--filters", "Name=is-default,Values=true").path("Vpcs").path(0);
        assertEquals(vpc.path("VpcId").asText(), node.path("VpcId").asText(), node::toPrettyString);
        JsonNode subnet = aws.ec2("describe-subnets", "--filters", "Name=default-for-az,Values=true").path("Subnets").path(0);
        assertEquals(subnet.path("SubnetId").asText(), node.path("SubnetId").asText());
        assertEquals("10.0.2.0/24", subnet.path("CidrBlock").asText());
        JsonNode card = aws.ec2("describe-network-interfaces", "--filters", "Name=attachment.instance-id,Values=" + instance)
                .path("NetworkInterfaces").path(0);
        assertEquals(node.path("NetworkInterfaces").path(0).path("NetworkInterfaceId").asText(), card.path("NetworkInterfaceId").asText());
        assertEquals(instance, card.path("Attachment").path("InstanceId").asText());
        assertEquals(1, aws.ec2("describe-instances", "--filters", "Name=subnet-id,Values=" + subnet.path("SubnetId").asText())
                .path("Reservations").size());
    }

    @Test
    void whatToolsAskOfAVpcIsThere() {
        String vpc = aws.ec2("describe-vpcs").path("Vpcs").path(0).path("VpcId").asText();
        assertEquals("true", aws.ec2("describe-vpc-attribute", "--vpc-id", vpc, "--attribute", "enableDnsSupport")
                .path("EnableDnsSupport").path("Value").asText());
        assertEquals(vpc, aws.ec2("describe-account-attributes", "--attribute-names", "default-vpc").path("AccountAttributes").path(0)
                .path("AttributeValues").path(0).path("AttributeValue").asText());
        JsonNode routes = aws.ec2("describe-route-tables", "--filters", "Name=vpc-id,Values=" + vpc, "Name=association.main,Values=true")
                .path("RouteTables").path(0);
        JsonNode gateway = aws.ec2("describe-internet-gateways", "--filters", "Name=attachment.vpc-id,Values=" + vpc)
                .path("InternetGateways").path(0);
        assertEquals("available", gateway.path("Attachments").path(0).path("State").asText(), gateway::toPrettyString);
        assertEquals(gateway.path("InternetGatewayId").asText(), routes.path("Routes").path(routes.path("Routes").size() - 1)
                .path("GatewayId").asText(), routes::toPrettyString);
        assertEquals("true", aws.ec2("describe-network-acls").path("NetworkAcls").path(0).path("IsDefault").asText());
        assertEquals("AmazonProvidedDNS", aws.ec2("describe-dhcp-options").path("DhcpOptions").path(0).path("DhcpConfigurations").path(0)
                .path("Values").path(0).path("Value").asText());
        assertEquals(0, aws.ec2("describe-addresses").path("Addresses").size());
        assertEquals(vpc, aws.ec2("describe-security-groups", "--filters", "Name=vpc-id,Values=" + vpc, "Name=group-name,Values=default")
                .path("SecurityGroups").path(0).path("VpcId").asText());
        aws.refused("InvalidVpcID.NotFound", "describe-vpcs", "--vpc-ids", "vpc-0123456789abcdef0");
        aws.refused("InvalidVpcID.NotFound", "create-security-group", "--group-name", "x", "--description", "x",
                "--vpc-id", "vpc-0123456789abcdef0");
        aws.refused("InvalidSubnetID.NotFound", "describe-subnets", "--subnet-ids", "subnet-0123456789abcdef0");
        aws.refused("InvalidSubnetID.NotFound", "run-instances", "--image-id", tiny(), "--subnet-id", "subnet-0123456789abcdef0");
        aws.refused("InvalidNetworkInterfaceID.NotFound", "describe-network-interfaces", "--network-interface-ids",
                "eni-0123456789abcdef0");
        aws.refused("InvalidRouteTableID.NotFound", "describe-route-tables", "--route-table-ids", "rtb-0123456789abcdef0");
        aws.refused("InvalidParameterValue", "describe-subnets", "--filters", "Name=colour,Values=red");
        aws.refused("UnsupportedOperation", "create-vpc", "--cidr-block", "10.0.0.0/16");
        aws.refused("UnsupportedOperation", "run-instances", "--image-id", tiny(), "--monitoring", "Enabled=true");
        aws.refused("InvalidParameterValue", "run-instances", "--image-id", tiny(), "--placement", "AvailabilityZone=moon-1a");
        String usual = aws.ec2("describe-subnets", "--filters", "Name=defaultForAz,Values=true").path("Subnets").path(0)
                .path("SubnetId").asText();
        aws.refused("InvalidParameterValue", "run-instances", "--image-id", tiny(), "--network-interfaces",
                "DeviceIndex=1,SubnetId=" + usual);
        aws.refused("UnsupportedOperation", "run-instances", "--image-id", tiny(), "--network-interfaces",
                "DeviceIndex=0,SubnetId=" + usual + ",AssociatePublicIpAddress=true");
        aws.refused("DryRunOperation", "run-instances", "--image-id", tiny(), "--instance-type", Lab.TYPE, "--dry-run",
                "--network-interfaces", "DeviceIndex=0,SubnetId=" + usual, "DeviceIndex=1,SubnetId=" + usual);
    }
}
