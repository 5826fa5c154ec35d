package dev.slipway.imagestore.usage;

import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.layer.Gibibytes;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Snapshots: what they themselves keep, which is their own layer, from when they are begun until they are deleted. */
public final class SnapshotMetering implements Metering<Snapshot> {

    @Override
    public Table<Snapshot> table() {
        return Snapshot.TABLE;
    }

    @Override
    public Optional<Reading> reading(Reader reader, Snapshot snapshot) {
        if (snapshot.state() == SnapshotState.ERROR) {
            return Optional.empty();
        }
        // A layer that is not recorded yet has no length to go by.
        long bytes = reader.find(Layer.TABLE, snapshot.layerId().value())
                .map(layer -> layer.document().fileSizeBytes()).orElse(Gibibytes.toBytes(snapshot.volumeSize()));
        return Optional.of(new Reading(MeterKind.SNAPSHOT, snapshot.snapshotId().value(), snapshot.ownerId(),
                snapshot.startTime(), bytes, Optional.empty(), Optional.empty(), List.of()));
    }

    @Override
    public Instant ceased(Snapshot snapshot) {
        return Timestamp.now();
    }
}
