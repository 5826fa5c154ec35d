package dev.slipway.imagestore.snapshot;

import dev.slipway.imagestore.volume.Consistency;
import java.util.List;

/**
 * Snapshots of one moment.
 *
 * @param snapshots in the order of the volumes
 * @param consistency what they hold
 */
public record TakenSnapshots(List<Snapshot> snapshots, Consistency consistency) {

    public TakenSnapshots {
        snapshots = List.copyOf(snapshots);
    }
}
