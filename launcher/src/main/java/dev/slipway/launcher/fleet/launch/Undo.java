package dev.slipway.launcher.fleet.launch;

import java.util.function.Supplier;

/** Takes work back that was interrupted: what is done about it must not be interrupted by the same Ctrl-C. */
final class Undo {

    private Undo() {
    }

    /** Does it with the thread's interruption set aside. */
    static <T> T inPeace(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
