#!/usr/bin/env bash
# The life of an image, by the AWS CLI: session.sh DISK NAME. The disk lies in an exchange folder of the server; AWS_ENDPOINT_URL
# says where that listens, and AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY who asks. Says each step as it has been done.
set -euo pipefail
disk=$1 name=$2 here=$(dirname "$(readlink -f "$0")")
export AWS_DEFAULT_REGION=local-1

# A CLI of version 2.13 or later finds the endpoint by itself.
ec2() { aws --endpoint-url "$AWS_ENDPOINT_URL" --output text --no-cli-pager ec2 "$@"; }

snapshot_of() { ec2 describe-images "$@" --query 'Images[0].BlockDeviceMappings[0].Ebs.SnapshotId'; }

# A command that must be refused, and the code.
refused() {
    local code=$1 words
    shift
    if words=$(ec2 "$@" 2>&1) || [[ $words != *"($code)"* ]]; then
        echo "not refused with $code: $words" >&2
        exit 1
    fi
    echo "refused $code"
}

# Runs a command again until it prints this word: WORD COMMAND...
until_says() {
    local word=$1
    shift
    for _ in {1..600}; do
        [[ $("$@") != *"$word"* ]] || return 0
        sleep 0.5
    done
    echo "never said $word: $*" >&2
    exit 1
}

# A disk becomes an image.
task=$(ec2 import-image --disk-containers "Format=qcow2,Url=file://$disk" --query ImportTaskId)
until_says completed ec2 describe-import-image-tasks --import-task-ids "$task" --query 'ImportImageTasks[0].Status'
imported=$(ec2 describe-import-image-tasks --import-task-ids "$task" --query 'ImportImageTasks[0].ImageId')
echo "import $imported"

# Its snapshot becomes another one, with a name.
snapshot=$(snapshot_of --image-ids "$imported")
image=$(ec2 register-image --name "$name" --architecture x86_64 --virtualization-type hvm --root-device-name /dev/sda1 \
    --block-device-mappings "DeviceName=/dev/sda1,Ebs={SnapshotId=$snapshot}" --query ImageId)
refused InvalidAMIName.Duplicate register-image --name "$name" --architecture x86_64 --virtualization-type hvm \
    --root-device-name /dev/sda1 --block-device-mappings "DeviceName=/dev/sda1,Ebs={SnapshotId=$snapshot}"
ec2 wait image-available --image-ids "$image"
echo "register $image"

# A guest boots from it.
refused DryRunOperation run-instances --image-id "$image" --instance-type lab.128m --dry-run
instance=$(ec2 run-instances --image-id "$image" --instance-type lab.128m --user-data "file://$here/user-data.sh" \
    --query 'Instances[0].InstanceId')
ec2 wait instance-running --instance-ids "$instance"
until_says login: ec2 get-console-output --instance-id "$instance" --latest --query Output
echo "run $instance"

ec2 create-tags --resources "$instance" "$image" --tags "Key=Name,Value=$name"
[ "$(ec2 describe-instances --filters "Name=tag:Name,Values=$name" --query 'Reservations[0].Instances[0].InstanceId')" = "$instance" ]
echo "tag $name"

# The guest sees a volume come.
volume=$(ec2 create-volume --size 2 --volume-type gp3 --availability-zone local-1a --query VolumeId)
ec2 wait volume-available --volume-ids "$volume"
ec2 attach-volume --volume-id "$volume" --instance-id "$instance" --device /dev/sdf >/dev/null
ec2 wait volume-in-use --volume-ids "$volume"
until_says 'guest: a volume of 2 GiB' ec2 get-console-output --instance-id "$instance" --latest --query Output
ec2 detach-volume --volume-id "$volume" >/dev/null
ec2 wait volume-available --volume-ids "$volume"
ec2 delete-volume --volume-id "$volume"
ec2 wait volume-deleted --volume-ids "$volume"
echo "volume $volume"

ec2 stop-instances --instance-ids "$instance" >/dev/null
ec2 wait instance-stopped --instance-ids "$instance"
refused IncorrectInstanceState reboot-instances --instance-ids "$instance"
echo "stop $instance"
ec2 start-instances --instance-ids "$instance" >/dev/null
ec2 wait instance-running --instance-ids "$instance"
echo "start $instance"

# What has become of the guest is an image, too, and goes to another region.
made=$(ec2 create-image --instance-id "$instance" --name "$name-made" --no-reboot --query ImageId)
ec2 wait image-available --image-ids "$made"
echo "create-image $made"
copy=$(ec2 copy-image --region local-2 --source-region local-1 --source-image-id "$made" --name "$name-copy" --query ImageId)
ec2 wait image-available --region local-2 --image-ids "$copy"
[ "$(ec2 describe-images --region local-2 --owners self --filters "Name=name,Values=$name-copy" --query 'Images[0].ImageId')" = "$copy" ]
echo "copy $copy"

# A guest does not need the image that it was launched from.
made_of=$(snapshot_of --image-ids "$made")
copied=$(snapshot_of --region local-2 --image-ids "$copy")
for each in "$imported" "$image" "$made"; do
    ec2 deregister-image --image-id "$each" >/dev/null
done
ec2 deregister-image --region local-2 --image-id "$copy" >/dev/null
ec2 delete-snapshot --snapshot-id "$snapshot"
ec2 delete-snapshot --snapshot-id "$made_of"
ec2 delete-snapshot --region local-2 --snapshot-id "$copied"
refused InvalidSnapshot.NotFound describe-snapshots --snapshot-ids "$snapshot"
echo "deregister $image"

ec2 terminate-instances --instance-ids "$instance" >/dev/null
ec2 wait instance-terminated --instance-ids "$instance"
refused InvalidInstanceID.NotFound describe-instances --instance-ids i-0123456789abcdef0
echo "terminate $instance"
