package dev.slipway.imagestore.snapshot;

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
 * A snapshot, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Snapshot.html">Snapshot</a>.
 *
 * @param snapshotId its id
 * @param ownerId whose it is
 * @param description free text
 * @param volumeId the volume it was taken of; empty for one that was imported
 * @param volumeSize the size of that volume in GiB
 * @param state how far it has come
 * @param startTime when it was begun
 * @param layerId the content
 * @param tags its tags
 */
public record Snapshot(
        SnapshotId snapshotId,
        AccountId ownerId,
        Optional<String> description,
        Optional<VolumeId> volumeId,
        int volumeSize,
        SnapshotState state,
        Instant startTime,
        LayerId layerId,
        List<Tag> tags) {

    /** Snapshots of all accounts. */
    public static final Table<Snapshot> TABLE = Table.of("snapshots", Snapshot.class, 1, s -> s.snapshotId().value())
            .text("owner", Snapshot::ownerId)
            .text("state", Snapshot::state)
            .text("volume", s -> s.volumeId().orElse(null))
            .text("layer", Snapshot::layerId)
            .number("started", s -> s.startTime().toEpochMilli());

    public Snapshot {
        requireNonNull(snapshotId, "snapshotId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(state, "state");
        requireNonNull(startTime, "startTime");
        requireNonNull(layerId, "layerId");
        if (volumeSize <= 0) {
            throw new IllegalArgumentException("volumeSize must be positive: " + volumeSize);
        }
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}
