package dev.slipway.launcher.boot;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a wait ended. */
public sealed interface Verdict {

    /** Milliseconds from the guest's start to each stage it was seen at, in the order of {@link Stage}. */
    Map<Stage, Long> stages();

    /** Milliseconds from the beginning of the wait. */
    long millis();

    /** The furthest stage seen, in the order of {@link Stage}. */
    default Optional<Stage> stage() {
        return stages().keySet().stream().reduce((before, after) -> after);
    }

    /** The guest is where it was wanted. */
    record Ready(Map<Stage, Long> stages, long millis) implements Verdict {
    }

    /**
     * It will not come there, or did not in time.
     *
     * @param missing what it did not come to: the first of what was waited for, or the stage whose deadline passed
     * @param cause why
     * @param detail the console line, or QEMU's words, that told
     * @param lastLines the end of the console
     */
    record Failed(Map<Stage, Long> stages, long millis, Goal missing, FailureCause cause, String detail,
            List<String> lastLines) implements Verdict {
        public Failed {
            lastLines = List.copyOf(lastLines);
        }
    }
}
