package dev.slipway.host.libvirt;

/** A domain's state, as libvirt's {@code virDomainState} has it. */
public enum DomainState {
    /** libvirt has no state for it. */
    NO_STATE(0),
    RUNNING(1),
    BLOCKED(2),
    PAUSED(3),
    /** The guest is powering itself off. */
    SHUTTING_DOWN(4),
    SHUT_OFF(5),
    CRASHED(6),
    /** Suspended by the guest's power management. */
    SUSPENDED(7),
    /** A state that a newer libvirt knows. */
    UNKNOWN(-1);

    private final int number;

    DomainState(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Whether a QEMU process stands behind a domain in this state. */
    public boolean isActive() {
        return switch (this) {
            case RUNNING, BLOCKED, PAUSED, SHUTTING_DOWN, SUSPENDED -> true;
            // libvirt keeps a crashed domain's process only where on_crash says so; it runs nothing.
            case NO_STATE, SHUT_OFF, CRASHED, UNKNOWN -> false;
        };
    }

    static DomainState of(int number) {
        for (DomainState state : values()) {
            if (state.number == number) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
