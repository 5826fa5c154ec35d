package dev.slipway.launcher.instance.state;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.instance.record.Instance;
import java.time.Instant;
import java.util.Optional;

/**
 * Why an instance came into its state, in EC2's words (StateReason).
 *
 * @param code such as {@code Client.UserInitiatedShutdown}
 * @param message the same for people, beginning with the code as EC2's does
 */
public record StateReason(String code, String message) {

    /** The user stopped or terminated it through Slipway. */
    public static final StateReason USER_INITIATED =
            new StateReason("Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated shutdown");
    /** The guest powered itself off. */
    public static final StateReason INSTANCE_INITIATED = new StateReason(
            "Client.InstanceInitiatedShutdown", "Client.InstanceInitiatedShutdown: Instance initiated shutdown");
    /** The hypervisor ended it: QEMU died, was killed, or the host went down. */
    public static final StateReason HOST_FAILED = new StateReason(
            "Server.InternalError", "Server.InternalError: The virtual machine ended without being asked to");
    /** The launch did not come to its end. */
    public static final StateReason LAUNCH_FAILED =
            new StateReason("Server.InternalError", "Server.InternalError: Internal error on launch");

    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 19;

    public StateReason {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }

    /**
     * EC2's StateTransitionReason, which names whose wish it was, and when: {@code User initiated (2026-11-20 18:07:55 GMT)}.
     * EC2 leaves it empty where a guest shut itself down.
     */
    Optional<String> transition(Instant decided) {
        if (code.startsWith("Client.User")) {
            return Optional.of("User initiated " + time(decided));
        }
        return code.startsWith("Server.") ? Optional.of("Service initiated " + time(decided)) : Optional.empty();
    }

    private static String time(Instant decided) {
        String text = Timestamp.format(decided);
        return "(" + text.substring(0, DATE_LENGTH) + " " + text.substring(DATE_LENGTH + 1, TIME_LENGTH) + " GMT)";
    }
}
