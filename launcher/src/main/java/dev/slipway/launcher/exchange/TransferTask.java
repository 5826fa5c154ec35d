package dev.slipway.launcher.exchange;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.tag.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An import or export that is reported on while it goes on, and for a week after: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportImageTask.html">ImportImageTask</a>, ImportSnapshotTask
 * and ExportImageTask.
 *
 * @param progress percent
 * @param statusMessage what is done now, or why it failed
 * @param place where the disk comes from or goes to
 * @param format of that disk, once it is known
 * @param diskBytes how large the file of the disk is, for an import
 * @param imageId the image that is exported or has been imported
 * @param snapshotId what an import has made of the root disk
 * @param clientToken unique among its owner's tasks of a kind
 * @param request what was asked for with that token
 */
public record TransferTask(
        String taskId,
        AccountId ownerId,
        TaskKind kind,
        TaskState state,
        int progress,
        String statusMessage,
        Optional<String> description,
        DiskPlace place,
        Optional<String> format,
        Optional<Long> diskBytes,
        Optional<ImageId> imageId,
        Optional<SnapshotId> snapshotId,
        Optional<String> architecture,
        Optional<String> platform,
        Optional<String> bootMode,
        List<Tag> tags,
        Optional<String> clientToken,
        String request,
        Instant startedAt,
        Optional<Instant> endedAt) {

    /** Tasks of all accounts. */
    public static final Table<TransferTask> TABLE =
            Table.of("transfer_tasks", TransferTask.class, 1, TransferTask::taskId)
                    .text("owner", TransferTask::ownerId)
                    .word("kind", TransferTask::kind)
                    .text("token", task -> task.clientToken().orElse(null))
                    .number("started", task -> task.startedAt().toEpochMilli())
                    .list("tag", task -> Tag.searched(task.tags()))
                    .list("tag_key", task -> Tag.keys(task.tags()))
                    .unique("owner", "kind", "token");

    private static final int ALL = 100;

    public TransferTask {
        requireNonNull(taskId, "taskId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(kind, "kind");
        requireNonNull(state, "state");
        requireNonNull(place, "place");
        requireNonNull(startedAt, "startedAt");
        description = description == null ? Optional.empty() : description;
        format = format == null ? Optional.empty() : format;
        diskBytes = diskBytes == null ? Optional.empty() : diskBytes;
        imageId = imageId == null ? Optional.empty() : imageId;
        snapshotId = snapshotId == null ? Optional.empty() : snapshotId;
        architecture = architecture == null ? Optional.empty() : architecture;
        platform = platform == null ? Optional.empty() : platform;
        bootMode = bootMode == null ? Optional.empty() : bootMode;
        clientToken = clientToken == null ? Optional.empty() : clientToken;
        endedAt = endedAt == null ? Optional.empty() : endedAt;
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** The same task, further on. */
    TransferTask at(int percent, String what) {
        return new TransferTask(taskId, ownerId, kind, state, percent, what, description, place, format, diskBytes, imageId, snapshotId,
                architecture, platform, bootMode, tags, clientToken, request, startedAt, endedAt);
    }

    /** The same task, come to its end with these. */
    TransferTask completed(Optional<ImageId> image, Optional<SnapshotId> snapshot, Optional<String> ofArchitecture, Instant when) {
        return new TransferTask(taskId, ownerId, kind, TaskState.COMPLETED, ALL, "", description, place, format, diskBytes,
                image.or(() -> imageId), snapshot, ofArchitecture.or(() -> architecture), platform, bootMode, tags, clientToken, request,
                startedAt, Optional.of(when));
    }

    /** The same task, to be given up. */
    TransferTask cancelled(String why) {
        return new TransferTask(taskId, ownerId, kind, TaskState.DELETING, progress, why, description, place, format, diskBytes, imageId,
                snapshotId, architecture, platform, bootMode, tags, clientToken, request, startedAt, Optional.empty());
    }

    /** The same task, failed. */
    TransferTask failed(String why, Instant when) {
        return new TransferTask(taskId, ownerId, kind, TaskState.DELETED, progress, why, description, place, format, diskBytes, imageId,
                snapshotId, architecture, platform, bootMode, tags, clientToken, request, startedAt, Optional.of(when));
    }
}
