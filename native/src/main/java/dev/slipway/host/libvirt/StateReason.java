package dev.slipway.host.libvirt;

/** Why a domain is in its state: libvirt's {@code virDomain*Reason} enumerations in one. */
public enum StateReason {
    RUNNING_BOOTED(DomainState.RUNNING, 1),
    RUNNING_MIGRATED(DomainState.RUNNING, 2),
    RUNNING_RESTORED(DomainState.RUNNING, 3),
    RUNNING_FROM_SNAPSHOT(DomainState.RUNNING, 4),
    RUNNING_UNPAUSED(DomainState.RUNNING, 5),
    RUNNING_MIGRATION_CANCELED(DomainState.RUNNING, 6),
    RUNNING_SAVE_CANCELED(DomainState.RUNNING, 7),
    RUNNING_WAKEUP(DomainState.RUNNING, 8),
    RUNNING_CRASHED(DomainState.RUNNING, 9),
    RUNNING_POSTCOPY(DomainState.RUNNING, 10),
    RUNNING_POSTCOPY_FAILED(DomainState.RUNNING, 11),
    PAUSED_USER(DomainState.PAUSED, 1),
    PAUSED_MIGRATION(DomainState.PAUSED, 2),
    PAUSED_SAVE(DomainState.PAUSED, 3),
    PAUSED_DUMP(DomainState.PAUSED, 4),
    /** A disk failed, most often because the host's file system is full. */
    PAUSED_IO_ERROR(DomainState.PAUSED, 5),
    PAUSED_WATCHDOG(DomainState.PAUSED, 6),
    PAUSED_FROM_SNAPSHOT(DomainState.PAUSED, 7),
    PAUSED_SHUTTING_DOWN(DomainState.PAUSED, 8),
    PAUSED_SNAPSHOT(DomainState.PAUSED, 9),
    PAUSED_CRASHED(DomainState.PAUSED, 10),
    PAUSED_STARTING_UP(DomainState.PAUSED, 11),
    PAUSED_POSTCOPY(DomainState.PAUSED, 12),
    PAUSED_POSTCOPY_FAILED(DomainState.PAUSED, 13),
    PAUSED_API_ERROR(DomainState.PAUSED, 14),
    SHUTTING_DOWN_USER(DomainState.SHUTTING_DOWN, 1),
    /** The guest powered itself off, or did so when asked to. */
    SHUT_OFF_SHUTDOWN(DomainState.SHUT_OFF, 1),
    SHUT_OFF_DESTROYED(DomainState.SHUT_OFF, 2),
    /** QEMU died. */
    SHUT_OFF_CRASHED(DomainState.SHUT_OFF, 3),
    SHUT_OFF_MIGRATED(DomainState.SHUT_OFF, 4),
    SHUT_OFF_SAVED(DomainState.SHUT_OFF, 5),
    /** It could not be started. */
    SHUT_OFF_FAILED(DomainState.SHUT_OFF, 6),
    SHUT_OFF_FROM_SNAPSHOT(DomainState.SHUT_OFF, 7),
    /** libvirt's daemon ended it, most often because it lost touch with QEMU. */
    SHUT_OFF_DAEMON(DomainState.SHUT_OFF, 8),
    CRASHED_PANICKED(DomainState.CRASHED, 1),
    /** libvirt gives none (a domain that never ran has none), or one that a newer libvirt knows. */
    UNKNOWN(DomainState.UNKNOWN, -1);

    private final DomainState state;
    private final int number;

    StateReason(DomainState state, int number) {
        this.state = state;
        this.number = number;
    }

    static StateReason of(DomainState state, int number) {
        for (StateReason reason : values()) {
            if (reason.state == state && reason.number == number) {
                return reason;
            }
        }
        return UNKNOWN;
    }
}
