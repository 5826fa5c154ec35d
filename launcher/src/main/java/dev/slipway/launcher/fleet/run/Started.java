package dev.slipway.launcher.fleet.run;

import dev.slipway.launcher.instance.record.InstanceId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a piece of work has started, with the members' names: what would have to be taken back. For one thread. */
public final class Started {

    private final Map<InstanceId, String> launched = new LinkedHashMap<>();
    private final Map<InstanceId, String> again = new LinkedHashMap<>();

    /** A new instance. */
    public void launched(InstanceId id, String member) {
        launched.put(id, member);
    }

    /** One that had been stopped. */
    public void again(InstanceId id, String member) {
        again.put(id, member);
    }

    /** The new instances. */
    public Map<InstanceId, String> launched() {
        return launched;
    }

    /** Those that had been stopped. */
    public Map<InstanceId, String> again() {
        return again;
    }

    /** Whether nothing was started. */
    public boolean isEmpty() {
        return launched.isEmpty() && again.isEmpty();
    }
}
