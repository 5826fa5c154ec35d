package dev.slipway.imagestore.volume;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.product.ProductCode;
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
 * @param generation counts its files from 0: a snapshot makes the current one a layer, and another the current one
 * @param availabilityZone where it is
 * @param volumeType EC2's word for its kind, kept as given
 * @param state what it is doing
 * @param createTime when it was made
 * @param attachments where it is attached: nowhere or to one instance
 * @param productCodes what its content is charged as
 * @param tags its tags
 * @param modification how it was changed last, if it ever was
 */
public record Volume(
        VolumeId volumeId,
        AccountId ownerId,
        int size,
        Optional<SnapshotId> snapshotId,
        Optional<LayerId> layerId,
        int generation,
        String availabilityZone,
        String volumeType,
        VolumeState state,
        Instant createTime,
        List<VolumeAttachment> attachments,
        List<ProductCode> productCodes,
        List<Tag> tags,
        Optional<VolumeModification> modification) {

    /** Volumes of all accounts. */
    public static final Table<Volume> TABLE = Table.of("volumes", Volume.class, 3, v -> v.volumeId().value())
            .text("owner", Volume::ownerId)
            .word("state", Volume::state)
            .text("snapshot", v -> v.snapshotId().orElse(null))
            .text("layer", v -> v.layerId().orElse(null))
            .text("instance", v -> v.attachments().isEmpty() ? null : v.attachments().get(0).instanceId())
            .number("created", v -> v.createTime().toEpochMilli())
            .list("product_code", Volume::productCodes)
            .list("tag", v -> Tag.searched(v.tags()))
            .list("tag_key", v -> Tag.keys(v.tags()));

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
        if (generation < 0) {
            throw new IllegalArgumentException("generation must not be negative: " + generation);
        }
        productCodes = productCodes == null ? List.of() : List.copyOf(productCodes);
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
        tags = tags == null ? List.of() : List.copyOf(tags);
        modification = modification == null ? Optional.empty() : modification;
    }

    /** One that was never changed. */
    public Volume(VolumeId volumeId, AccountId ownerId, int size, Optional<SnapshotId> snapshotId, Optional<LayerId> layerId,
            int generation, String availabilityZone, String volumeType, VolumeState state, Instant createTime,
            List<VolumeAttachment> attachments, List<ProductCode> productCodes, List<Tag> tags) {
        this(volumeId, ownerId, size, snapshotId, layerId, generation, availabilityZone, volumeType, state, createTime, attachments,
                productCodes, tags, Optional.empty());
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

    /** The same volume, whose next file is the current one and builds on a layer that holds what it had been. */
    public Volume on(LayerId layer) {
        return new Volume(volumeId, ownerId, size, snapshotId, Optional.of(layer), generation + 1, availabilityZone,
                volumeType, state, createTime, attachments, productCodes, tags, modification);
    }

    /** The same volume, grown to a size in GiB. */
    public Volume grownTo(int newSize) {
        return new Volume(volumeId, ownerId, newSize, snapshotId, layerId, generation, availabilityZone, volumeType, state,
                createTime, attachments, productCodes, tags, modification);
    }

    /** The same volume, changed as it says. */
    Volume changedBy(VolumeModification change) {
        return new Volume(volumeId, ownerId, change.targetSize(), snapshotId, layerId, generation, availabilityZone,
                change.targetType(), state, createTime, attachments, productCodes, tags, Optional.of(change));
    }

    /** The same volume, charged as these products. */
    public Volume withProductCodes(List<ProductCode> codes) {
        return new Volume(volumeId, ownerId, size, snapshotId, layerId, generation, availabilityZone, volumeType, state,
                createTime, attachments, codes, tags, modification);
    }

    /** The same volume with other tags. */
    public Volume withTags(List<Tag> newTags) {
        return new Volume(volumeId, ownerId, size, snapshotId, layerId, generation, availabilityZone, volumeType, state,
                createTime, attachments, productCodes, newTags, modification);
    }

    private Volume with(VolumeState newState, List<VolumeAttachment> newAttachments) {
        return new Volume(volumeId, ownerId, size, snapshotId, layerId, generation, availabilityZone, volumeType, newState,
                createTime, newAttachments, productCodes, tags, modification);
    }
}
