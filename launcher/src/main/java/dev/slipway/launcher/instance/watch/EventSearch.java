package dev.slipway.launcher.instance.watch;

import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which events are wanted.
 *
 * @param instances of these instances; of all where there are none
 * @param since not before this time
 */
public record EventSearch(List<InstanceId> instances, Optional<Instant> since) {

    public EventSearch {
        instances = List.copyOf(instances);
    }

    boolean wants(InstanceId id) {
        return instances.isEmpty() || instances.contains(id);
    }
}
