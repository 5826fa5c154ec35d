package dev.slipway.host.process;

import java.time.Duration;
import java.util.List;

/** Stub: see the plan; replaced by the native part. */
public final class Subprocess {

    private Subprocess() {
    }

    /** What a program said and how it ended. */
    public record Output(int exit, String stdout, String stderr) {
    }

    /** Runs a program to its end; anything but exit 0 throws. */
    public static Output run(List<String> command, Duration deadline) {
        throw new UnsupportedOperationException(String.join(" ", command) + deadline);
    }
}
