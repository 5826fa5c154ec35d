package dev.slipway.launcher.instance.state;

import dev.slipway.launcher.instance.record.Instance;

import static java.util.Objects.requireNonNull;

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

    public StateReason {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }
}
