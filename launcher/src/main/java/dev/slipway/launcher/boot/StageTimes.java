package dev.slipway.launcher.boot;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which stages a guest was seen at, and when first. Not for several threads. */
final class StageTimes {

    private final Map<Stage, Long> times = new EnumMap<>(Stage.class);

    /** The guest is at a stage, and so has passed those it proves; what was seen before stays as it was. */
    void reached(Stage stage, long millis) {
        for (Stage each : stage.proven()) {
            times.putIfAbsent(each, millis);
        }
    }

    boolean has(Stage stage) {
        return times.containsKey(stage);
    }

    /** Whether anything but the console told of one. */
    boolean hasProbed() {
        return times.keySet().stream().anyMatch(Stage::isProbed);
    }

    /** The furthest, in the order of {@link Stage}. */
    Optional<Stage> furthest() {
        return times.keySet().stream().reduce((before, after) -> after);
    }

    /** Milliseconds by stage, in the order of {@link Stage}. */
    Map<Stage, Long> times() {
        return Collections.unmodifiableMap(new EnumMap<>(times));
    }
}
