package dev.slipway.launcher.fleet.run;

import dev.slipway.launcher.instance.record.InstanceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Terminates instances of a fleet, and tells of each. */
public final class Ending {

    private final Work work;

    /** Terminates with these means. */
    public Ending(Work work) {
        this.work = work;
    }

    /** Terminates all of these, given with their members' names; none is no work. */
    public void terminate(Map<InstanceId, String> ids, String reason) {
        if (ids.isEmpty()) {
            return;
        }
        ids.forEach((id, name) -> work.listener().happened(FleetEvent.of(name, Happening.ENDING, Optional.of(id), reason)));
        work.instances().terminate(List.copyOf(ids.keySet()));
        ids.forEach((id, name) -> work.listener().happened(FleetEvent.of(name, Happening.ENDED, Optional.of(id), reason)));
    }
}
