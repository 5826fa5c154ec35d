package dev.slipway.imagestore.usage;

import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.layer.Gibibytes;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Volumes: their whole size, from when they are made until they are deleted. */
public final class VolumeMetering implements Metering<Volume> {

    @Override
    public Table<Volume> table() {
        return Volume.TABLE;
    }

    @Override
    public Optional<Reading> reading(Reader reader, Volume volume) {
        return volume.state() == VolumeState.DELETING ? Optional.empty() : Optional.of(new Reading(MeterKind.VOLUME,
                volume.volumeId().value(), volume.ownerId(), volume.createTime(), Gibibytes.toBytes(volume.size()),
                Optional.of(volume.volumeType()), Optional.empty(), List.of()));
    }

    @Override
    public Instant ceased(Volume volume) {
        return Timestamp.now();
    }
}
