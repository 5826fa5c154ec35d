package dev.slipway.launcher.instance.disk;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Duration;
import java.util.Optional;

/**
 * What EC2's DetachVolume takes.
 *
 * @param volume a volume that is attached
 * @param instance only if it is attached to this one
 * @param device only if it is attached by this name
 * @param force whether to take it from a guest that does not let go of it
 * @param patience how long a guest may take to let go of it
 * @param dryRun whether only to say if it would succeed
 */
public record DetachRequest(VolumeId volume, Optional<InstanceId> instance, Optional<String> device, boolean force,
        Duration patience, boolean dryRun) {

    /** How long a guest gets where nobody says: it answers in milliseconds, or in 5 s where it waits for a second thought. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    public DetachRequest {
        requireNonNull(volume, "volume");
        requireNonNull(instance, "instance");
        requireNonNull(device, "device");
        requireNonNull(patience, "patience");
    }
}
