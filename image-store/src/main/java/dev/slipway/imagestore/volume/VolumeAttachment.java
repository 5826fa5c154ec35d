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
 */
public record VolumeAttachment(String instanceId, String device, Instant attachTime, boolean deleteOnTermination) {

    public VolumeAttachment {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(device, "device");
        requireNonNull(attachTime, "attachTime");
    }
}
