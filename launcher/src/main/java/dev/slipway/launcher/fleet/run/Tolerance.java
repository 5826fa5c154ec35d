package dev.slipway.launcher.fleet.run;

import dev.slipway.host.errors.SlipwayException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many members of each group may fail before all the work does. */
public final class Tolerance {

    /** Each may fail. */
    public static final Tolerance ANY = new Tolerance("", Optional.empty());

    private final String fleet;
    private final Optional<Map<String, Integer>> spare;

    private Tolerance(String fleet, Optional<Map<String, Integer>> spare) {
        this.fleet = fleet;
        this.spare = spare;
    }

    /** So many of each group; none of a group that is not named. */
    public static Tolerance of(String fleet, Map<String, Integer> spare) {
        return new Tolerance(fleet, Optional.of(Map.copyOf(spare)));
    }

    /** None at all. */
    public static Tolerance none(String fleet) {
        return of(fleet, Map.of());
    }

    /** Throws the failure that was one too many, with its own code, and says whose it is. */
    void check(List<Boot.Outcome> outcomes) {
        if (spare.isEmpty()) {
            return;
        }
        Map<String, Integer> failed = new HashMap<>();
        for (Boot.Outcome outcome : outcomes) {
            Optional<RuntimeException> failure = outcome.failure();
            String group = outcome.boot().group().name();
            if (failure.isPresent() && failed.merge(group, 1, Integer::sum) > spare.get().getOrDefault(group, 0)) {
                throw FleetException.around("'" + outcome.boot().name() + "' of the fleet '" + fleet + "' did not "
                        + (outcome.instance().isPresent() ? "become ready: " : "start: "), (SlipwayException) failure.get(), "");
            }
        }
    }
}
