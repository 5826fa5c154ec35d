package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.VolumeId;
import java.time.Instant;

/**
 * A volume on an instance.
 *
 * @param deviceName the name EC2 has for it: {@code /dev/sda1}
 * @param target the name libvirt has for it: {@code vda}
 * @param deleteOnTermination whether it goes with its instance
 * @param attachTime since when
 * @param isLater whether it came after the launch: the guest then counts it behind all disks of the launch
 */
public record AttachedVolume(
        String deviceName, String target, VolumeId volumeId, boolean deleteOnTermination, Instant attachTime,
        boolean isLater) {

    public AttachedVolume {
        requireNonNull(deviceName, "deviceName");
        requireNonNull(target, "target");
        requireNonNull(volumeId, "volumeId");
        requireNonNull(attachTime, "attachTime");
    }

    /** The same volume, which goes with its instance or stays. */
    public AttachedVolume withDeleteOnTermination(boolean next) {
        return new AttachedVolume(deviceName, target, volumeId, next, attachTime, isLater);
    }
}
