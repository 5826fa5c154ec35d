package dev.slipway.launcher.instance.state;

import java.util.Optional;

/**
 * Joins what was asked of an instance (its record) with what runs (its domain) into its state. Pure; the whole table
 * stands in {@code StateJoinTest}.
 */
public final class StateJoin {

    private StateJoin() {
    }

    /**
     * The state of an instance.
     *
     * @param state where it is; {@link InstanceState#SHUTTING_DOWN} from a running record means that what it owns is
     *     still to be deleted
     * @param reason why, when this differs from what the record says
     */
    public record Joined(InstanceState state, Optional<StateReason> reason) {

        private static Joined unchanged(InstanceState state) {
            return new Joined(state, Optional.empty());
        }

        private static Joined changed(InstanceState state, StateReason reason) {
            return new Joined(state, Optional.of(reason));
        }
    }

    /**
     * The state that follows.
     *
     * @param recorded the state in the record
     * @param ending what the end of the machine means for this instance
     * @param machine what libvirt says
     */
    public static Joined join(InstanceState recorded, WhenOff ending, MachineState machine) {
        return switch (recorded) {
            // Whoever launches or starts it holds the operation and writes what comes of it; recovery does if it died.
            case PENDING, SHUTTING_DOWN, TERMINATED -> Joined.unchanged(recorded);
            case RUNNING -> ofRunning(ending, machine);
            case STOPPING -> switch (machine) {
                case ACTIVE, ENDING -> Joined.unchanged(InstanceState.STOPPING);
                case ABSENT, SHUT_DOWN, KILLED, FAILED ->
                        Joined.changed(InstanceState.STOPPED, StateReason.USER_INITIATED);
            };
            case STOPPED -> switch (machine) {
                case ACTIVE -> new Joined(InstanceState.RUNNING, Optional.empty());
                case ABSENT, ENDING, SHUT_DOWN, KILLED, FAILED -> Joined.unchanged(InstanceState.STOPPED);
            };
        };
    }

    private static Joined ofRunning(WhenOff ending, MachineState machine) {
        return switch (machine) {
            case ACTIVE, ENDING -> Joined.unchanged(InstanceState.RUNNING);
            case SHUT_DOWN -> Joined.changed(ending.afterGuestShutdown(), StateReason.INSTANCE_INITIATED);
            case ABSENT, KILLED, FAILED -> Joined.changed(ending.afterFailure(), StateReason.HOST_FAILED);
        };
    }
}
