package dev.slipway.launcher.ec2.protocol;

import java.util.HashMap;
import java.util.Map;

/**
 * What the members of answers are called in XML. Most begin with a small letter and are called as in JSON otherwise, and
 * lists have {@code Set} behind their names; EC2's service model has other names for these.
 */
final class WireNames {

    /** By the member that they are in and their names, or by their names alone where they are the same everywhere. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("AvailabilityZones", "availabilityZoneInfo"),
            Map.entry("AvailabilityZones.State", "zoneState"),
            Map.entry("AccountAttributes", "accountAttributeSet"),
            Map.entry("AttributeValues", "attributeValueSet"),
            Map.entry("Attachments", "attachmentSet"),
            Map.entry("Attachments.State", "status"),
            Map.entry("BlockDeviceMappings", "blockDeviceMapping"),
            Map.entry("CreateVolumePermissions", "createVolumePermission"),
            Map.entry("DeleteSnapshotResults", "deleteSnapshotResultSet"),
            Map.entry("Details", "details"),
            Map.entry("Disks", "disks"),
            Map.entry("Groups", "groupSet"),
            Map.entry("Images.OwnerId", "imageOwnerId"),
            Map.entry("Images.Public", "isPublic"),
            Map.entry("Images.State", "imageState"),
            Map.entry("ExportImageTasks", "exportImageTaskSet"),
            Map.entry("ImportImageTasks", "importImageTaskSet"),
            Map.entry("ImportSnapshotTasks", "importSnapshotTaskSet"),
            Map.entry("SnapshotDetails", "snapshotDetailSet"),
            Map.entry("Actions", "actionsSet"),
            Map.entry("Events", "eventsSet"),
            Map.entry("IamInstanceProfileAssociations", "iamInstanceProfileAssociationSet"),
            Map.entry("InstanceCreditSpecifications", "instanceCreditSpecificationSet"),
            Map.entry("InstanceMonitorings", "instancesSet"),
            Map.entry("InstanceTypeOfferings", "instanceTypeOfferingSet"),
            Map.entry("VolumeStatuses", "volumeStatusSet"),
            Map.entry("VolumesModifications", "volumeModificationSet"),
            Map.entry("DescribeInstanceAttribute.KernelId", "kernel"),
            Map.entry("DescribeInstanceAttribute.RamdiskId", "ramdisk"),
            Map.entry("LaunchTemplateData.BlockDeviceMappings", "blockDeviceMappingSet"),
            Map.entry("LaunchTemplateData.SecurityGroups", "securityGroupSet"),
            Map.entry("LaunchTemplateVersions", "launchTemplateVersionSet"),
            Map.entry("LaunchTemplates", "launchTemplates"),
            Map.entry("SecurityGroupIds", "securityGroupIdSet"),
            Map.entry("SuccessfullyDeletedLaunchTemplateVersions", "successfullyDeletedLaunchTemplateVersionSet"),
            Map.entry("TagSpecifications", "tagSpecificationSet"),
            Map.entry("UnsuccessfullyDeletedLaunchTemplateVersions", "unsuccessfullyDeletedLaunchTemplateVersionSet"),
            Map.entry("Associations", "associationSet"),
            Map.entry("CidrBlockAssociationSet", "cidrBlockAssociationSet"),
            Map.entry("DhcpConfigurations", "dhcpConfigurationSet"),
            Map.entry("DhcpOptions", "dhcpOptionsSet"),
            Map.entry("Entries", "entrySet"),
            Map.entry("InternetGateways", "internetGatewaySet"),
            Map.entry("NetworkAcls", "networkAclSet"),
            Map.entry("NetworkAcls.IsDefault", "default"),
            Map.entry("PropagatingVgws", "propagatingVgwSet"),
            Map.entry("RouteTables", "routeTableSet"),
            Map.entry("Routes", "routeSet"),
            Map.entry("Subnets", "subnetSet"),
            Map.entry("TagSet", "tagSet"),
            Map.entry("Values", "valueSet"),
            Map.entry("Vpcs", "vpcSet"),
            Map.entry("InstanceStatuses", "instanceStatusSet"),
            Map.entry("InstanceTypes", "instanceTypeSet"),
            Map.entry("Instances.PublicDnsName", "dnsName"),
            Map.entry("Instances.PublicIpAddress", "ipAddress"),
            Map.entry("Instances.State", "instanceState"),
            Map.entry("Instances.SecurityGroups", "groupSet"),
            Map.entry("Instances.StateTransitionReason", "reason"),
            Map.entry("IpPermissions", "ipPermissions"),
            Map.entry("IpPermissionsEgress", "ipPermissionsEgress"),
            Map.entry("IpRanges", "ipRanges"),
            Map.entry("Ipv6Ranges", "ipv6Ranges"),
            Map.entry("KeyPairs", "keySet"),
            Map.entry("LaunchPermissions", "launchPermission"),
            Map.entry("Messages", "messageSet"),
            Map.entry("NetworkInterfaces", "networkInterfaceSet"),
            Map.entry("PrefixListIds", "prefixListIds"),
            Map.entry("ProductCodes", "productCodes"),
            Map.entry("ProductCodes.ProductCodeId", "productCode"),
            Map.entry("ProductCodes.ProductCodeType", "type"),
            Map.entry("Regions", "regionInfo"),
            Map.entry("Regions.Endpoint", "regionEndpoint"),
            Map.entry("Reservations", "reservationSet"),
            Map.entry("RevokedSecurityGroupRules", "revokedSecurityGroupRuleSet"),
            Map.entry("SecurityGroupRules", "securityGroupRuleSet"),
            Map.entry("SecurityGroups", "securityGroupInfo"),
            Map.entry("SecurityGroups.Description", "groupDescription"),
            Map.entry("Snapshots", "snapshotSet"),
            Map.entry("Snapshots.State", "status"),
            Map.entry("Snapshots.StateMessage", "statusMessage"),
            Map.entry("StartingInstances", "instancesSet"),
            Map.entry("StoppingInstances", "instancesSet"),
            Map.entry("SupportedArchitectures", "supportedArchitectures"),
            Map.entry("SupportedVirtualizationTypes", "supportedVirtualizationTypes"),
            Map.entry("Tags", "tagSet"),
            Map.entry("TerminatingInstances", "instancesSet"),
            Map.entry("UserIdGroupPairs", "groups"),
            Map.entry("Volumes", "volumeSet"),
            Map.entry("Volumes.State", "status"),
            Map.entry("CreateVolume.State", "status"),
            Map.entry("CreateSnapshot.State", "status"),
            Map.entry("AttachVolume.State", "status"),
            Map.entry("DetachVolume.State", "status"),
            Map.entry("DescribeImageAttribute.KernelId", "kernel"),
            Map.entry("DescribeImageAttribute.RamdiskId", "ramdisk"));

    private static final Map<String, String> ANYWHERE = new HashMap<>();
    private static final Map<String, Map<String, String>> WITHIN = new HashMap<>();

    static {
        NAMES.forEach((key, name) -> {
            int dot = key.indexOf('.');
            if (dot < 0) {
                ANYWHERE.put(key, name);
            } else {
                WITHIN.computeIfAbsent(key.substring(0, dot), parent -> new HashMap<>()).put(key.substring(dot + 1), name);
            }
        });
    }

    private WireNames() {
    }

    /**
     * What a member is to its own members: gateways have attachments of another kind than volumes, and what CreateSnapshots answers is
     * no Snapshot but a SnapshotInfo.
     */
    static String within(String parent, String name) {
        if (parent.equals("CreateSnapshots") && name.equals("Snapshots")) {
            return "SnapshotInfos";
        }
        return parent.equals("InternetGateways") && name.equals("Attachments") ? "GatewayAttachments" : name;
    }

    /**
     * The names in XML that members have in this one only, by their names in JSON.
     *
     * @param parent by its own name in JSON: a list, an object, or the action
     */
    static Map<String, String> within(String parent) {
        return WITHIN.getOrDefault(parent, Map.of());
    }

    /** The name in XML that a member has everywhere; null where it follows from its name in JSON. */
    static String anywhere(String name) {
        return ANYWHERE.get(name);
    }
}
