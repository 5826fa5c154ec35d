package dev.slipway.imagestore.volume;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.tag.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A volume, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Volume.html">Volume</a>.
 *
 * @param volumeId its id, the name of its folder
 * @param ownerId whose it is
 * @param size its size in GiB
 * @param snapshotId the snapshot it was made from
 * @param layerId the layer its file builds on
 * @param availabilityZone where it is
 * @param volumeType EC2's word for its kind, kept as given
 * @param state what it is doing
 * @param createTime when it was made
 * @param attachments where it is attached: nowhere or to one instance
 * @param tags its tags
 */
public record Volume(
        VolumeId volumeId,
        AccountId ownerId,
        int size,
        Optional<SnapshotId> snapshotId,
        Optional<LayerId> layerId,
        String availabilityZone,
        String volumeType,
        VolumeState state,
        Instant createTime,
        List<VolumeAttachment> attachments,
        List<Tag> tags) {

    /** Volumes of all accounts. */
    public static final Table<Volume> TABLE = Table.of("volumes", Volume.class, 1, v -> v.volumeId().value())
            .text("owner", Volume::ownerId)
            .text("state", Volume::state)
            .text("snapshot", v -> v.snapshotId().orElse(null))
            .text("layer", v -> v.layerId().orElse(null))
            .text("instance", v -> v.attachments().isEmpty() ? null : v.attachments().get(0).instanceId());

    public Volume {
        requireNonNull(volumeId, "volumeId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(availabilityZone, "availabilityZone");
        requireNonNull(volumeType, "volumeType");
        requireNonNull(state, "state");
        requireNonNull(createTime, "createTime");
        if (size <= 0) {
            throw new IllegalArgumentException("size must be positive: " + size);
        }
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** The same volume, attached. */
    public Volume attachedTo(VolumeAttachment attachment) {
        return with(VolumeState.IN_USE, List.of(attachment));
    }

    /** The same volume, attached nowhere. */
    public Volume detached() {
        return with(VolumeState.AVAILABLE, List.of());
    }

    /** The same volume, about to be deleted and attached nowhere. */
    Volume deleting() {
        return with(VolumeState.DELETING, List.of());
    }

    private Volume with(VolumeState newState, List<VolumeAttachment> newAttachments) {
        return new Volume(volumeId, ownerId, size, snapshotId, layerId, availabilityZone, volumeType, newState,
                createTime, newAttachments, tags);
    }
}
