"""The calls that Terraform's AWS provider makes for the resources of docs/examples/terraform/main.tf, one after the other: terraform.py
SNAPSHOT PUBLIC-KEY.

Terraform itself is not here to be run. The order and the parameters are those of the provider's resources: it says much that is
usual anyway, such as empty strings, false and the one tenancy, and it reads everything back that it could have changed.
"""
import base64
import os
import sys

import boto3
import botocore.exceptions

SNAPSHOT, KEY = sys.argv[1:]
NONE = {"IpProtocol": "-1", "FromPort": 0, "ToPort": 0}
USER_DATA = "#!/bin/sh\necho 'guest: made by a plan' >/dev/console\n"
SECRETS = {"aws_access_key_id": os.environ["AWS_ACCESS_KEY_ID"], "aws_secret_access_key": os.environ["AWS_SECRET_ACCESS_KEY"]}


def client(service):
    return boto3.client(service, region_name="local-1", endpoint_url=os.environ["AWS_ENDPOINT_URL"], **SECRETS)


def tags(kind, name):
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}, {"Key": "of", "Value": "plan"}]}]


def refused(codes, request, **parameters):
    """The provider takes some refusals for answers."""
    try:
        request(**parameters)
    except botocore.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] in codes, error
    else:
        sys.exit("not refused: %s" % parameters)


def same(expected, found):
    assert expected == found, "expected %s, found %s" % (expected, found)


ec2 = client("ec2")

# provider "aws": who am I, and is the region one?
account = client("sts").get_caller_identity()["Account"]
same(["local-1"], [each["RegionName"] for each in ec2.describe_regions(RegionNames=["local-1"])["Regions"]])
ec2.describe_account_attributes(AttributeNames=["default-vpc", "supported-platforms"])
print("provider")

# data "aws_vpc", "aws_subnets", "aws_availability_zones"
vpc = ec2.describe_vpcs(Filters=[{"Name": "isDefault", "Values": ["true"]}])["Vpcs"][0]["VpcId"]
same("available", ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["State"])
for attribute in ("enableDnsHostnames", "enableDnsSupport", "enableNetworkAddressUsageMetrics"):
    ec2.describe_vpc_attribute(VpcId=vpc, Attribute=attribute)
routes = ec2.describe_route_tables(Filters=[{"Name": "association.main", "Values": ["true"]}, {"Name": "vpc-id", "Values": [vpc]}])
same(1, len(routes["RouteTables"]))
subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}, {"Name": "default-for-az", "Values": ["true"]}])["Subnets"]
subnet = subnets[0]["SubnetId"]
same(vpc, ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["VpcId"])
zones = ec2.describe_availability_zones(AllAvailabilityZones=False, Filters=[{"Name": "state", "Values": ["available"]}])
zone = zones["AvailabilityZones"][0]["ZoneName"]
print("data")

# resource "aws_key_pair"
ec2.import_key_pair(KeyName="plan", PublicKeyMaterial=KEY.encode(), TagSpecifications=tags("key-pair", "plan"))
pair = ec2.describe_key_pairs(KeyNames=["plan"], IncludePublicKey=True)["KeyPairs"][0]
same("plan", {each["Key"]: each["Value"] for each in pair["Tags"]}["Name"])
print("aws_key_pair")

# resource "aws_security_group": the provider takes away the rule that EC2 gives, and sets its own.
group = ec2.create_security_group(GroupName="plan", Description="Managed by Terraform", VpcId=vpc,
                                  TagSpecifications=tags("security-group", "plan"))["GroupId"]
ec2.get_waiter("security_group_exists").wait(GroupIds=[group])
ec2.revoke_security_group_egress(GroupId=group, IpPermissions=[dict(NONE, IpRanges=[{"CidrIp": "0.0.0.0/0"}])])
refused(["InvalidPermission.NotFound"], ec2.revoke_security_group_egress, GroupId=group,
        IpPermissions=[dict(NONE, Ipv6Ranges=[{"CidrIpv6": "::/0"}])])
ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
    {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.2.0/24", "Description": "from here"}]}])
ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
rules = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]
same("from here", rules["IpPermissions"][0]["IpRanges"][0]["Description"])
same("0.0.0.0/0", rules["IpPermissionsEgress"][0]["IpRanges"][0]["CidrIp"])
print("aws_security_group")

# resource "aws_ami"
image = ec2.register_image(Name="plan", Description="", ImageLocation="", Architecture="x86_64", EnaSupport=False, SriovNetSupport="simple",
                           VirtualizationType="hvm", RootDeviceName="/dev/sda1", BlockDeviceMappings=[
                               {"DeviceName": "/dev/sda1", "Ebs": {"SnapshotId": SNAPSHOT, "DeleteOnTermination": True,
                                                                   "VolumeType": "gp3"}}])["ImageId"]
ec2.create_tags(Resources=[image], Tags=tags("image", "plan")[0]["Tags"])
same("available", ec2.describe_images(ImageIds=[image], IncludeDeprecated=True)["Images"][0]["State"])
refused(["UnsupportedOperation"], ec2.get_instance_uefi_data, InstanceId=image)
# data "aws_ami"
newest = ec2.describe_images(Owners=["self"], IncludeDeprecated=False, Filters=[
    {"Name": "name", "Values": ["pla*"]}, {"Name": "architecture", "Values": ["x86_64"]},
    {"Name": "virtualization-type", "Values": ["hvm"]}, {"Name": "root-device-type", "Values": ["ebs"]}])["Images"]
same([image], [each["ImageId"] for each in newest])
print("aws_ami")

# resource "aws_instance"
burstable = ec2.describe_instance_types(InstanceTypes=["t3.micro"])["InstanceTypes"][0]["BurstablePerformanceSupported"]
same(True, burstable)
same("/dev/sda1", ec2.describe_images(ImageIds=[image])["Images"][0]["RootDeviceName"])
launch = dict(
    ImageId=image, InstanceType="t3.micro", MinCount=1, MaxCount=1, KeyName="plan", ClientToken="terraform-2026112800",
    UserData=USER_DATA, DisableApiTermination=False, DisableApiStop=False, EbsOptimized=False, Monitoring={"Enabled": False},
    InstanceInitiatedShutdownBehavior="stop", Placement={"AvailabilityZone": zone, "Tenancy": "default"},
    CreditSpecification={"CpuCredits": "unlimited"},
    MetadataOptions={"HttpEndpoint": "enabled", "HttpTokens": "required", "HttpPutResponseHopLimit": 1,
                     "InstanceMetadataTags": "disabled"},
    MaintenanceOptions={"AutoRecovery": "default"}, CapacityReservationSpecification={"CapacityReservationPreference": "open"},
    EnclaveOptions={"Enabled": False}, HibernationOptions={"Configured": False},
    NetworkInterfaces=[{"DeviceIndex": 0, "SubnetId": subnet, "AssociatePublicIpAddress": False, "DeleteOnTermination": True}],
    BlockDeviceMappings=[{"DeviceName": "/dev/sda1", "Ebs": {"DeleteOnTermination": True, "VolumeSize": 2, "VolumeType": "gp3"}}],
    TagSpecifications=tags("instance", "plan") + tags("volume", "plan"))
instance = ec2.run_instances(**launch)["Instances"][0]["InstanceId"]
same(instance, ec2.run_instances(**launch)["Instances"][0]["InstanceId"])
ec2.get_waiter("instance_running").wait(InstanceIds=[instance], WaiterConfig={"Delay": 1, "MaxAttempts": 300})
print("aws_instance")

# What it reads back, at each refresh.
read = ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"][0]
same(("plan", subnet, vpc, zone), (read["KeyName"], read["SubnetId"], read["VpcId"], read["Placement"]["AvailabilityZone"]))
same(("disabled", False, True), (read["Monitoring"]["State"], read["EbsOptimized"], read["SourceDestCheck"]))
same("required", read["MetadataOptions"]["HttpTokens"])
card = read["NetworkInterfaces"][0]
same((0, 0, True), (card["Attachment"]["DeviceIndex"], card["Attachment"]["NetworkCardIndex"], card["SourceDestCheck"]))
same([], ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [instance]},
                                    {"Name": "key", "Values": ["aws:ec2launchtemplate:id"]}])["Tags"])
for attribute, member, value in [
        ("instanceInitiatedShutdownBehavior", "InstanceInitiatedShutdownBehavior", "stop"),
        ("disableApiTermination", "DisableApiTermination", False), ("disableApiStop", "DisableApiStop", False),
        ("userData", "UserData", base64.b64encode(USER_DATA.encode()).decode())]:
    same(value, ec2.describe_instance_attribute(InstanceId=instance, Attribute=attribute)[member]["Value"])
volumes = ec2.describe_volumes(Filters=[{"Name": "attachment.instance-id", "Values": [instance]}])["Volumes"]
same([(2, "gp3")], [(each["Size"], each["VolumeType"]) for each in volumes])
same([instance], [each["InstanceId"] for each in ec2.describe_instance_credit_specifications(InstanceIds=[instance])
                  ["InstanceCreditSpecifications"]])
same(2, len(ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [instance]}])["Tags"]))
same([], ec2.describe_iam_instance_profile_associations(Filters=[{"Name": "instance-id", "Values": [instance]}])
     ["IamInstanceProfileAssociations"])
print("refresh")

# resource "aws_ebs_volume", "aws_volume_attachment"
volume = ec2.create_volume(AvailabilityZone=zone, Size=1, VolumeType="gp3", ClientToken="terraform-2026112801", Encrypted=False,
                           MultiAttachEnabled=False, TagSpecifications=tags("volume", "data"))["VolumeId"]
ec2.get_waiter("volume_available").wait(VolumeIds=[volume])
ec2.attach_volume(Device="/dev/sdh", InstanceId=instance, VolumeId=volume)
attached = ec2.describe_volumes(VolumeIds=[volume], Filters=[{"Name": "attachment.device", "Values": ["/dev/sdh"]},
                                                           {"Name": "attachment.instance-id", "Values": [instance]}])["Volumes"]
same("attached", attached[0]["Attachments"][0]["State"])
print("aws_volume_attachment")

# A changed plan: tags, protection, metadata options.
ec2.create_tags(Resources=[instance], Tags=[{"Key": "stage", "Value": "test"}])
ec2.delete_tags(Resources=[instance], Tags=[{"Key": "of"}])
ec2.modify_instance_attribute(InstanceId=instance, DisableApiTermination={"Value": True})
refused(["OperationNotPermitted"], ec2.terminate_instances, InstanceIds=[instance])
ec2.modify_instance_metadata_options(InstanceId=instance, HttpEndpoint="enabled", HttpTokens="required", HttpPutResponseHopLimit=2)
same(2, ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"][0]["MetadataOptions"]["HttpPutResponseHopLimit"])
print("update")

# destroy
ec2.detach_volume(Device="/dev/sdh", InstanceId=instance, VolumeId=volume, Force=True)
ec2.get_waiter("volume_available").wait(VolumeIds=[volume])
ec2.delete_volume(VolumeId=volume)
refused(["InvalidVolume.NotFound"], ec2.describe_volumes, VolumeIds=[volume])
ec2.modify_instance_attribute(InstanceId=instance, DisableApiTermination={"Value": False})
ec2.modify_instance_attribute(InstanceId=instance, DisableApiStop={"Value": False})
ec2.terminate_instances(InstanceIds=[instance])
ec2.get_waiter("instance_terminated").wait(InstanceIds=[instance], WaiterConfig={"Delay": 1, "MaxAttempts": 300})
ec2.deregister_image(ImageId=image)
refused(["InvalidAMIID.NotFound", "InvalidAMIID.Unavailable"], ec2.describe_images, ImageIds=[image])
same([], ec2.describe_network_interfaces(Filters=[{"Name": "group-id", "Values": [group]}])["NetworkInterfaces"])
ec2.delete_security_group(GroupId=group)
refused(["InvalidGroup.NotFound"], ec2.describe_security_groups, GroupIds=[group])
ec2.delete_key_pair(KeyName="plan")
refused(["InvalidKeyPair.NotFound"], ec2.describe_key_pairs, KeyNames=["plan"])
print("destroy")
