// The life of an image, by the AWS SDK for JavaScript v3: node life.mjs DISK NAME USER-DATA-FILE. The disk lies in an exchange folder
// of the server; AWS_ENDPOINT_URL says where that listens, and AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY who asks.
// Says each step as it has been done.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  EC2, waitUntilImageAvailable, waitUntilInstanceRunning, waitUntilInstanceStopped, waitUntilInstanceTerminated,
  waitUntilSnapshotImported, waitUntilVolumeAvailable, waitUntilVolumeDeleted, waitUntilVolumeInUse,
} from '@aws-sdk/client-ec2';

const [disk, name, userData] = process.argv.slice(2);
const region = (region) => new EC2({ region, endpoint: process.env.AWS_ENDPOINT_URL });
const ec2 = region('local-1');
const other = region('local-2');
const within = (client) => ({ client, minDelay: 1, maxDelay: 2, maxWaitTime: 300 });

// What must be refused with this code.
const refused = async (code, request) => {
  await assert.rejects(request, { name: code });
  console.log('refused', code);
};
// Until the guest has printed this on its console.
const says = async (InstanceId, words) => {
  for (let look = 0; look < 300; look++) {
    const { Output } = await ec2.getConsoleOutput({ InstanceId, Latest: true });
    if (Buffer.from(Output ?? '', 'base64').includes(words)) return;
    await sleep(1000);
  }
  throw new Error(`the guest never said ${words}`);
};

// A disk becomes a snapshot, and that an image.
const DiskContainer = { Format: 'qcow2', Url: `file://${disk}` };
const { ImportTaskId } = await ec2.importSnapshot({ DiskContainer });
await waitUntilSnapshotImported(within(ec2), { ImportTaskIds: [ImportTaskId] });
const { ImportSnapshotTasks } = await ec2.describeImportSnapshotTasks({ ImportTaskIds: [ImportTaskId] });
const { SnapshotId } = ImportSnapshotTasks[0].SnapshotTaskDetail;
console.log('import', SnapshotId);
const wanted = {
  Name: name, Architecture: 'x86_64', VirtualizationType: 'hvm', RootDeviceName: '/dev/sda1',
  BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { SnapshotId } }],
};
const { ImageId } = await ec2.registerImage(wanted);
await refused('InvalidAMIName.Duplicate', ec2.registerImage(wanted));
await waitUntilImageAvailable(within(ec2), { ImageIds: [ImageId] });
console.log('register', ImageId);

// A guest boots from it.
const launch = {
  ImageId, InstanceType: 'lab.128m', MinCount: 1, MaxCount: 1, UserData: readFileSync(userData).toString('base64'),
};
await refused('DryRunOperation', ec2.runInstances({ ...launch, DryRun: true }));
const { InstanceId } = (await ec2.runInstances(launch)).Instances[0];
const InstanceIds = [InstanceId];
await waitUntilInstanceRunning(within(ec2), { InstanceIds });
await says(InstanceId, 'login:');
console.log('run', InstanceId);

await ec2.createTags({ Resources: [InstanceId, ImageId], Tags: [{ Key: 'Name', Value: name }] });
const { Reservations } = await ec2.describeInstances({ Filters: [{ Name: 'tag:Name', Values: [name] }] });
assert.equal(Reservations[0].Instances[0].InstanceId, InstanceId);
console.log('tag', name);

// The guest sees a volume come.
const { VolumeId } = await ec2.createVolume({ Size: 2, VolumeType: 'gp3', AvailabilityZone: 'local-1a' });
const VolumeIds = [VolumeId];
await waitUntilVolumeAvailable(within(ec2), { VolumeIds });
await ec2.attachVolume({ VolumeId, InstanceId, Device: '/dev/sdf' });
await waitUntilVolumeInUse(within(ec2), { VolumeIds });
await says(InstanceId, 'guest: a volume of 2 GiB');
await ec2.detachVolume({ VolumeId });
await waitUntilVolumeAvailable(within(ec2), { VolumeIds });
await ec2.deleteVolume({ VolumeId });
await waitUntilVolumeDeleted(within(ec2), { VolumeIds });
console.log('volume', VolumeId);

await ec2.stopInstances({ InstanceIds });
await waitUntilInstanceStopped(within(ec2), { InstanceIds });
await refused('IncorrectInstanceState', ec2.rebootInstances({ InstanceIds }));
console.log('stop', InstanceId);
await ec2.startInstances({ InstanceIds });
await waitUntilInstanceRunning(within(ec2), { InstanceIds });
console.log('start', InstanceId);

// What has become of the guest is an image, too, and goes to another region.
const { ImageId: made } = await ec2.createImage({ InstanceId, Name: `${name}-made`, NoReboot: true });
await waitUntilImageAvailable(within(ec2), { ImageIds: [made] });
console.log('create-image', made);
const { ImageId: copy } = await other.copyImage({ SourceRegion: 'local-1', SourceImageId: made, Name: `${name}-copy` });
await waitUntilImageAvailable(within(other), { ImageIds: [copy] });
const { Images } = await other.describeImages({ Owners: ['self'], Filters: [{ Name: 'name', Values: [`${name}-copy`] }] });
assert.deepEqual(Images.map((image) => image.ImageId), [copy]);
console.log('copy', copy);

// A guest does not need the image that it was launched from. This client knows how to delete the snapshots with the images.
for (const [client, image] of [[ec2, ImageId], [ec2, made], [other, copy]]) {
  await client.deregisterImage({ ImageId: image, DeleteAssociatedSnapshots: true });
}
await refused('InvalidSnapshot.NotFound', ec2.describeSnapshots({ SnapshotIds: [SnapshotId] }));
console.log('deregister', ImageId);

await ec2.terminateInstances({ InstanceIds });
await waitUntilInstanceTerminated(within(ec2), { InstanceIds });
await refused('InvalidInstanceID.NotFound', ec2.describeInstances({ InstanceIds: ['i-0123456789abcdef0'] }));
console.log('terminate', InstanceId);
