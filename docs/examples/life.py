#!/usr/bin/env python3
"""The life of an image, by boto3: life.py DISK NAME.

The disk lies in an exchange folder of the server; AWS_ENDPOINT_URL says where that listens, and AWS_ACCESS_KEY_ID and
AWS_SECRET_ACCESS_KEY who asks. Says each step as it has been done.
"""
import contextlib
import os
import pathlib
import sys
import time

import boto3
import botocore.exceptions

DISK, NAME = sys.argv[1:]
USER_DATA = pathlib.Path(__file__).with_name("user-data.sh").read_text()


def region(name):
    return boto3.client("ec2", region_name=name, endpoint_url=os.environ["AWS_ENDPOINT_URL"])


@contextlib.contextmanager
def refused(code):
    """What is done within must be refused with this code."""
    try:
        yield
    except botocore.exceptions.ClientError as error:
        if error.response["Error"]["Code"] != code:
            raise
        print("refused", code)
    else:
        sys.exit("not refused with " + code)


def wait(waiter, **parameters):
    """The client's own waiter, looking more often than in a data centre far away."""
    ec2.get_waiter(waiter).wait(WaiterConfig={"Delay": 1, "MaxAttempts": 300}, **parameters)


def says(words):
    """Until the guest has printed this on its console."""
    for _ in range(300):
        if words in ec2.get_console_output(InstanceId=instance, Latest=True).get("Output", ""):
            return
        time.sleep(1)
    sys.exit("the guest never said " + words)


def snapshots_of(client, image):
    mappings = client.describe_images(ImageIds=[image])["Images"][0]["BlockDeviceMappings"]
    return [mapping["Ebs"]["SnapshotId"] for mapping in mappings]


ec2 = region("local-1")

# A disk becomes an image.
task = ec2.import_image(DiskContainers=[{"Format": "qcow2", "Url": "file://" + DISK}])["ImportTaskId"]
while True:
    state = ec2.describe_import_image_tasks(ImportTaskIds=[task])["ImportImageTasks"][0]
    if state["Status"] != "active":
        break
    time.sleep(0.5)
imported = state["ImageId"]
print("import", imported)

# Its snapshot becomes another one, with a name.
root = {"DeviceName": "/dev/sda1", "Ebs": {"SnapshotId": snapshots_of(ec2, imported)[0]}}
wanted = {"Name": NAME, "Architecture": "x86_64", "VirtualizationType": "hvm", "RootDeviceName": "/dev/sda1",
          "BlockDeviceMappings": [root]}
image = ec2.register_image(**wanted)["ImageId"]
with refused("InvalidAMIName.Duplicate"):
    ec2.register_image(**wanted)
wait("image_available", ImageIds=[image])
print("register", image)

# A guest boots from it.
launch = {"ImageId": image, "InstanceType": "lab.128m", "MinCount": 1, "MaxCount": 1, "UserData": USER_DATA}
with refused("DryRunOperation"):
    ec2.run_instances(**launch, DryRun=True)
instance = ec2.run_instances(**launch)["Instances"][0]["InstanceId"]
wait("instance_running", InstanceIds=[instance])
says("login:")
print("run", instance)

ec2.create_tags(Resources=[instance, image], Tags=[{"Key": "Name", "Value": NAME}])
found = ec2.describe_instances(Filters=[{"Name": "tag:Name", "Values": [NAME]}])
assert found["Reservations"][0]["Instances"][0]["InstanceId"] == instance, found
print("tag", NAME)

# The guest sees a volume come.
volume = ec2.create_volume(Size=2, VolumeType="gp3", AvailabilityZone="local-1a")["VolumeId"]
wait("volume_available", VolumeIds=[volume])
ec2.attach_volume(VolumeId=volume, InstanceId=instance, Device="/dev/sdf")
wait("volume_in_use", VolumeIds=[volume])
says("guest: a volume of 2 GiB")
ec2.detach_volume(VolumeId=volume)
wait("volume_available", VolumeIds=[volume])
ec2.delete_volume(VolumeId=volume)
wait("volume_deleted", VolumeIds=[volume])
print("volume", volume)

ec2.stop_instances(InstanceIds=[instance])
wait("instance_stopped", InstanceIds=[instance])
with refused("IncorrectInstanceState"):
    ec2.reboot_instances(InstanceIds=[instance])
print("stop", instance)
ec2.start_instances(InstanceIds=[instance])
wait("instance_running", InstanceIds=[instance])
print("start", instance)

# What has become of the guest is an image, too, and goes to another region.
made = ec2.create_image(InstanceId=instance, Name=NAME + "-made", NoReboot=True)["ImageId"]
wait("image_available", ImageIds=[made])
print("create-image", made)
other = region("local-2")
copy = other.copy_image(SourceRegion="local-1", SourceImageId=made, Name=NAME + "-copy")["ImageId"]
other.get_waiter("image_available").wait(ImageIds=[copy])
there = other.describe_images(Owners=["self"], Filters=[{"Name": "name", "Values": [NAME + "-copy"]}])
assert [each["ImageId"] for each in there["Images"]] == [copy], there
print("copy", copy)

# A guest does not need the image that it was launched from.
left = set()
for client, each in [(ec2, imported), (ec2, image), (ec2, made), (other, copy)]:
    left |= {(client, snapshot) for snapshot in snapshots_of(client, each)}
    client.deregister_image(ImageId=each)
for client, snapshot in left:
    client.delete_snapshot(SnapshotId=snapshot)
with refused("InvalidSnapshot.NotFound"):
    ec2.describe_snapshots(SnapshotIds=[root["Ebs"]["SnapshotId"]])
print("deregister", image)

ec2.terminate_instances(InstanceIds=[instance])
wait("instance_terminated", InstanceIds=[instance])
with refused("InvalidInstanceID.NotFound"):
    ec2.describe_instances(InstanceIds=["i-0123456789abcdef0"])
print("terminate", instance)
