package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.mapping.BlockDevice;

/**
 * An instance store disk: a file in the instance's folder, made empty at every start. Its content survives a reboot and
 * nothing else, as on EC2.
 *
 * @param deviceName the name EC2 has for it: {@code /dev/sdb}
 * @param target the name libvirt has for it: {@code vdb}
 * @param number counts the disks of the instance type from 0: {@code ephemeral0}
 * @param sizeBytes its size
 */
public record EphemeralDisk(String deviceName, String target, int number, long sizeBytes) {

    public EphemeralDisk {
        requireNonNull(deviceName, "deviceName");
        requireNonNull(target, "target");
        if (number < 0 || sizeBytes <= 0) {
            throw new IllegalArgumentException("no instance store disk: " + number + ", " + sizeBytes);
        }
    }

    /** EC2's name for it: {@code ephemeral0}. */
    public String virtualName() {
        return BlockDevice.EPHEMERAL_PREFIX + number;
    }
}
