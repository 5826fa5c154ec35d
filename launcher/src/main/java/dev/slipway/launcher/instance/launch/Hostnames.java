package dev.slipway.launcher.instance.launch;

import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.seed.Seed;
import java.util.Optional;

/** The names of guests. */
final class Hostnames {

    private Hostnames() {
    }

    /**
     * The name of one guest: its instance's id, or the name that was asked for, with the instance's place in a launch of
     * several behind its first part: {@code web-0.lab}. Throws INVALID_PARAMETER_VALUE for a name that is none.
     *
     * @param index from 0
     * @param asked how many instances were asked for at most
     */
    static String of(Optional<String> wanted, InstanceId id, int index, int asked) {
        if (wanted.isEmpty()) {
            return id.value();
        }
        String name = wanted.get();
        if (asked > 1) {
            int dot = name.indexOf('.');
            int end = dot < 0 ? name.length() : dot;
            name = name.substring(0, end) + "-" + index + name.substring(end);
        }
        Seed.requireHostname(name);
        return name;
    }
}
