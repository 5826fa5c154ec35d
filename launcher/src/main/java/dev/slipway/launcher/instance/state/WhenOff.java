package dev.slipway.launcher.instance.state;

/** What becomes of an instance whose machine went off without Slipway being asked. */
public enum WhenOff {
    /** An {@code ebs} root whose InstanceInitiatedShutdownBehavior is {@code stop}. */
    STOPS,
    /** An {@code ebs} root whose InstanceInitiatedShutdownBehavior is {@code terminate}. */
    TERMINATES_WHEN_SHUT_DOWN,
    /** An {@code instance-store} root: nothing is left that could be started again. */
    TERMINATES;

    InstanceState afterGuestShutdown() {
        return switch (this) {
            case STOPS -> InstanceState.STOPPED;
            case TERMINATES_WHEN_SHUT_DOWN, TERMINATES -> InstanceState.SHUTTING_DOWN;
        };
    }

    InstanceState afterFailure() {
        return switch (this) {
            // A crash is no wish of the guest's: its volumes are kept, as EC2 does when a host fails.
            case STOPS, TERMINATES_WHEN_SHUT_DOWN -> InstanceState.STOPPED;
            case TERMINATES -> InstanceState.SHUTTING_DOWN;
        };
    }
}
