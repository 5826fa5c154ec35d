package dev.slipway.launcher.imds.tree;

import dev.slipway.launcher.imds.tree.Node.Folder;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.instance.record.Instance;

/** {@code block-device-mapping}: what the instance's disks are called by EC2. */
final class DeviceLeaves {

    private static final String FOLDER = "/dev/";

    private DeviceLeaves() {
    }

    static Folder of(Instance instance) {
        Folder devices = new Folder();
        devices.leaf("ami", shortName(instance.rootDeviceName()));
        int count = 0;
        for (AttachedVolume volume : instance.volumes()) {
            if (!volume.deviceName().equals(instance.rootDeviceName()) && !volume.state().isLeaving()) {
                count++;
                devices.leaf("ebs" + count, shortName(volume.deviceName()));
            }
        }
        for (EphemeralDisk disk : instance.ephemeralDisks()) {
            devices.leaf(disk.virtualName(), shortName(disk.deviceName()));
        }
        return devices.leaf("root", instance.rootDeviceName());
    }

    private static String shortName(String device) {
        return device.startsWith(FOLDER) ? device.substring(FOLDER.length()) : device;
    }
}
