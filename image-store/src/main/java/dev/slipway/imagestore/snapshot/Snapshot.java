package dev.slipway.imagestore.snapshot;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.tag.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Snapshot.html">Snapshot</a>.
 *
 * @param snapshotId its id
 * @param ownerId whose it is
 * @param description free text
 * @param volumeId the volume it was taken of; empty for one that was imported
 * @param volumeSize the size of that volume in GiB
 * @param state how far it has come
 * @param stateMessage why it failed, where it did
 * @param startTime when it was begun
 * @param layerId the content
 * @param createVolumePermissions who may make volumes of it beside its owner
 * @param productCodes what its content is charged as, handed on to volumes and images
 * @param tags its tags
 */
public record Snapshot(
        SnapshotId snapshotId,
        AccountId ownerId,
        Optional<String> description,
        Optional<VolumeId> volumeId,
        int volumeSize,
        SnapshotState state,
        Optional<String> stateMessage,
        Instant startTime,
        LayerId layerId,
        Permissions createVolumePermissions,
        List<ProductCode> productCodes,
        List<Tag> tags) {

    /** Snapshots of all accounts. */
    public static final Table<Snapshot> TABLE = Table.of("snapshots", Snapshot.class, 3, s -> s.snapshotId().value())
            .text("owner", Snapshot::ownerId)
            .word("state", Snapshot::state)
            .text("volume", s -> s.volumeId().orElse(null))
            .text("layer", Snapshot::layerId)
            .word("visibility", s -> s.createVolumePermissions().isPublic() ? "public" : "private")
            .number("started", s -> s.startTime().toEpochMilli())
            .list("restorable_by", s -> s.createVolumePermissions().accounts())
            .list("product_code", Snapshot::productCodes)
            .list("tag", s -> Tag.searched(s.tags()))
            .list("tag_key", s -> Tag.keys(s.tags()));

    public Snapshot {
        requireNonNull(snapshotId, "snapshotId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(state, "state");
        requireNonNull(startTime, "startTime");
        requireNonNull(layerId, "layerId");
        if (volumeSize <= 0) {
            throw new IllegalArgumentException("volumeSize must be positive: " + volumeSize);
        }
        createVolumePermissions = createVolumePermissions == null ? Permissions.NONE : createVolumePermissions;
        productCodes = productCodes == null ? List.of() : List.copyOf(productCodes);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** A snapshot that is complete, its owner's alone, and of no volume of this region. */
    public static Snapshot completed(
            SnapshotId id, AccountId owner, String description, Layer layer, Instant startTime, List<Tag> tags) {
        return new Snapshot(id, owner, Optional.of(description), Optional.empty(), layer.sizeGib(),
                SnapshotState.COMPLETED, Optional.empty(), startTime, layer.layerId(), Permissions.NONE, List.of(), tags);
    }

    /** EC2's words for how far it has come. */
    public String progress() {
        return state == SnapshotState.COMPLETED ? "100%" : "0%";
    }

    /** The same snapshot, come to its end. */
    public Snapshot with(SnapshotState newState, Optional<String> message) {
        return new Snapshot(snapshotId, ownerId, description, volumeId, volumeSize, newState, message, startTime, layerId,
                createVolumePermissions, productCodes, tags);
    }

    /** The same snapshot, shared with others. */
    public Snapshot with(Permissions permissions) {
        return new Snapshot(snapshotId, ownerId, description, volumeId, volumeSize, state, stateMessage, startTime, layerId,
                permissions, productCodes, tags);
    }

    /** The same snapshot with other tags. */
    public Snapshot withTags(List<Tag> newTags) {
        return new Snapshot(snapshotId, ownerId, description, volumeId, volumeSize, state, stateMessage, startTime, layerId,
                createVolumePermissions, productCodes, newTags);
    }

    /** The same snapshot, charged as these products. */
    public Snapshot withProductCodes(List<ProductCode> codes) {
        return new Snapshot(snapshotId, ownerId, description, volumeId, volumeSize, state, stateMessage, startTime, layerId,
                createVolumePermissions, codes, tags);
    }
}
