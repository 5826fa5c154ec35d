package dev.slipway.launcher.instance.state;

import static dev.slipway.host.libvirt.StateReason.SHUT_OFF_DESTROYED;
import static dev.slipway.host.libvirt.StateReason.SHUT_OFF_SHUTDOWN;

import dev.slipway.host.libvirt.DomainStatus;

/** What libvirt says of an instance's domain, reduced to what the state of an instance depends on. */
public enum MachineState {
    /** libvirt knows no such domain. */
    ABSENT,
    /** QEMU is there: the guest runs, is paused, or sleeps. */
    ACTIVE,
    /** The guest has shut down and QEMU is about to go. */
    ENDING,
    /** Off, because the guest or somebody through it shut down in order. */
    SHUT_DOWN,
    /** Off, because somebody ended the domain. */
    KILLED,
    /** Off, because QEMU crashed or was killed, or the host or libvirt went down. */
    FAILED;

    /** Reduces libvirt's answer. */
    public static MachineState of(DomainStatus status) {
        return switch (status.state()) {
            case RUNNING, BLOCKED, PAUSED, SUSPENDED -> ACTIVE;
            case SHUTTING_DOWN -> ENDING;
            case CRASHED, NO_STATE, UNKNOWN -> FAILED;
            case SHUT_OFF -> ofShutOff(status);
        };
    }

    private static MachineState ofShutOff(DomainStatus status) {
        if (status.reason() == SHUT_OFF_SHUTDOWN) {
            return SHUT_DOWN;
        }
        // Any other reason is a failure, also none at all: what libvirt says of a domain after the host was rebooted.
        return status.reason() == SHUT_OFF_DESTROYED ? KILLED : FAILED;
    }

    /** Whether QEMU is there. */
    public boolean isActive() {
        return this == ACTIVE || this == ENDING;
    }
}
