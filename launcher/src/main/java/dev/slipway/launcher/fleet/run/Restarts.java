package dev.slipway.launcher.fleet.run;

import dev.slipway.launcher.instance.state.InstanceState;

/** Which instances are started again. */
final class Restarts {

    private Restarts() {
    }

    /** Whether a machine is off, or on its way there. */
    static boolean isOff(InstanceState state) {
        return switch (state) {
            case STOPPING, STOPPED -> true;
            case PENDING, RUNNING, SHUTTING_DOWN, TERMINATED -> false;
        };
    }
}
