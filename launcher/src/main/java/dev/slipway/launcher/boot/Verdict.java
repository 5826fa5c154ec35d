package dev.slipway.launcher.boot;

import java.util.List;
import java.util.Optional;

/** How a wait ended. */
public sealed interface Verdict {

    /** The furthest stage seen. */
    Optional<Stage> stage();

    /** Milliseconds from the beginning of the wait. */
    long millis();

    /** The guest is where it was wanted. */
    record Ready(Optional<Stage> stage, long millis) implements Verdict {
    }

    /**
     * It will not come there, or did not in time.
     *
     * @param cause why
     * @param detail the console line, or QEMU's words, that told
     * @param lastLines the end of the console
     */
    record Failed(Optional<Stage> stage, long millis, FailureCause cause, String detail, List<String> lastLines)
            implements Verdict {
        public Failed {
            lastLines = List.copyOf(lastLines);
        }
    }
}
