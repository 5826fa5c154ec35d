package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.volume.AttachmentState;
import java.time.Instant;

/**
 * A volume on an instance.
 *
 * @param deviceName the name EC2 has for it: {@code /dev/sda1}
 * @param target the name libvirt has for it: {@code vda}
 * @param deleteOnTermination whether it goes with its instance
 * @param attachTime since when
 * @param isLater whether it came after the launch: the guest then counts it behind all disks of the launch
 * @param state how far the attaching or detaching has come
 */
public record AttachedVolume(
        String deviceName, String target, VolumeId volumeId, boolean deleteOnTermination, Instant attachTime,
        boolean isLater, AttachmentState state) {

    public AttachedVolume {
        requireNonNull(deviceName, "deviceName");
        requireNonNull(target, "target");
        requireNonNull(volumeId, "volumeId");
        requireNonNull(attachTime, "attachTime");
        state = state == null ? AttachmentState.ATTACHED : state;
    }

    /** A volume that is attached. */
    public AttachedVolume(String deviceName, String target, VolumeId volumeId, boolean deleteOnTermination,
            Instant attachTime, boolean isLater) {
        this(deviceName, target, volumeId, deleteOnTermination, attachTime, isLater, AttachmentState.ATTACHED);
    }

    /** The same volume, further on its way on or off. */
    public AttachedVolume with(AttachmentState next) {
        return new AttachedVolume(deviceName, target, volumeId, deleteOnTermination, attachTime, isLater, next);
    }

    /** The same volume, which goes with its instance or stays. */
    public AttachedVolume withDeleteOnTermination(boolean next) {
        return new AttachedVolume(deviceName, target, volumeId, next, attachTime, isLater, state);
    }
}
