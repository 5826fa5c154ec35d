package dev.slipway.imagestore.snapshot;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.volume.Consistency;
import dev.slipway.imagestore.volume.LiveVolumes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A guest that goes on wherever it is told to, or refuses. */
final class FakeGuest implements LiveVolumes {

    final Map<VolumeId, Path> switched = new LinkedHashMap<>();
    final List<String> moved = new ArrayList<>();
    RuntimeException failure;
    Runnable meanwhile = () -> { };

    @Override
    public Consistency switchOver(String instance, Map<VolumeId, Path> files) {
        if (failure != null) {
            throw failure;
        }
        meanwhile.run();
        switched.putAll(files);
        return Consistency.FROZEN;
    }

    @Override
    public boolean uses(String instance, VolumeId volume, Path file) {
        return file.equals(switched.get(volume));
    }

    @Override
    public void moved(String instance) {
        moved.add(instance);
    }

    @Override
    public boolean grow(String instance, VolumeId volume, long sizeBytes) {
        return false;
    }
}
