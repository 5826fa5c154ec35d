package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.tag.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The replacement of an instance's root volume, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRootVolumeTask.html">ReplaceRootVolumeTask</a>.
 *
 * @param snapshotId what the new root volume was made of
 * @param imageId the image it was asked for by, where it was
 * @param deleteReplaced whether the replaced volume is deleted when all is done
 * @param replaced the root volume before
 * @param replacement the root volume after
 */
public record ReplaceRootTask(
        ReplaceRootTaskId taskId,
        InstanceId instanceId,
        ReplaceRootState state,
        Instant startTime,
        Optional<Instant> completeTime,
        SnapshotId snapshotId,
        Optional<ImageId> imageId,
        boolean deleteReplaced,
        VolumeId replaced,
        VolumeId replacement,
        List<Tag> tags) {

    /** The replacements there were, of all accounts. */
    public static final Table<ReplaceRootTask> TABLE =
            Table.of("replace_root_tasks", ReplaceRootTask.class, 1, task -> task.taskId().value())
                    .text("instance", ReplaceRootTask::instanceId);

    public ReplaceRootTask {
        requireNonNull(taskId, "taskId");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(state, "state");
        requireNonNull(startTime, "startTime");
        completeTime = completeTime == null ? Optional.empty() : completeTime;
        requireNonNull(snapshotId, "snapshotId");
        imageId = imageId == null ? Optional.empty() : imageId;
        requireNonNull(replaced, "replaced");
        requireNonNull(replacement, "replacement");
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** The same task, at its end. */
    public ReplaceRootTask ended(ReplaceRootState how, Instant when) {
        return new ReplaceRootTask(taskId, instanceId, how, startTime, Optional.of(when), snapshotId, imageId,
                deleteReplaced, replaced, replacement, tags);
    }
}
