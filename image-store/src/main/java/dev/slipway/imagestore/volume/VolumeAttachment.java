package dev.slipway.imagestore.volume;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Where a volume is attached.
 *
 * @param instanceId the instance's id; as text, because the store knows no instances
 * @param device the name it was attached under: {@code /dev/sda1}
 * @param attachTime since when
 * @param deleteOnTermination whether it goes when the instance is terminated
 * @param state how far the attaching or detaching has come
 */
public record VolumeAttachment(String instanceId, String device, Instant attachTime, boolean deleteOnTermination,
        AttachmentState state) {

    public VolumeAttachment {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(device, "device");
        requireNonNull(attachTime, "attachTime");
        state = state == null ? AttachmentState.ATTACHED : state;
    }

    /** A volume that is attached. */
    public VolumeAttachment(String instanceId, String device, Instant attachTime, boolean deleteOnTermination) {
        this(instanceId, device, attachTime, deleteOnTermination, AttachmentState.ATTACHED);
    }

    /** The same attachment, further on. */
    public VolumeAttachment with(AttachmentState next) {
        return new VolumeAttachment(instanceId, device, attachTime, deleteOnTermination, next);
    }

    /** The same attachment, whose volume goes with its instance or stays. */
    public VolumeAttachment withDeleteOnTermination(boolean next) {
        return new VolumeAttachment(instanceId, device, attachTime, next, state);
    }
}
