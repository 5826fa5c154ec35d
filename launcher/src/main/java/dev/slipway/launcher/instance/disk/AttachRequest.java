package dev.slipway.launcher.instance.disk;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.VolumeId;
import java.util.Optional;

/**
 * What EC2's AttachVolume takes.
 *
 * @param volume a volume that is available
 * @param device EC2's name for it on the instance; the first free of those EC2 recommends where none is given
 * @param dryRun whether only to say if it would succeed
 */
public record AttachRequest(VolumeId volume, Optional<String> device, boolean dryRun) {

    public AttachRequest {
        requireNonNull(volume, "volume");
        requireNonNull(device, "device");
    }
}
