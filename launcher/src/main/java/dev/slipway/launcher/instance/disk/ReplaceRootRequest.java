package dev.slipway.launcher.instance.disk;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What EC2's CreateReplaceRootVolumeTask takes.
 *
 * @param instance a running or a stopped one, whose root is a volume
 * @param snapshot a snapshot of its root volume, or of one that this has replaced
 * @param image an image of the same kind; without it and a snapshot, the root is as it was at the launch
 * @param deleteReplaced whether the replaced volume is deleted
 * @param tags the task's
 * @param patience how long a running guest may take to power itself off before the plug is pulled
 * @param dryRun whether only to say if it would succeed
 */
public record ReplaceRootRequest(InstanceId instance, Optional<SnapshotId> snapshot, Optional<String> image,
        boolean deleteReplaced, List<Tag> tags, Duration patience, boolean dryRun) {

    public ReplaceRootRequest {
        requireNonNull(instance, "instance");
        requireNonNull(snapshot, "snapshot");
        requireNonNull(image, "image");
        requireNonNull(patience, "patience");
        tags = List.copyOf(tags);
    }
}
