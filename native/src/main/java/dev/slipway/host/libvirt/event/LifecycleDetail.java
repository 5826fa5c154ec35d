package dev.slipway.host.libvirt.event;

/** What brought a change about: libvirt's {@code virDomainEvent*DetailType} enumerations in one. */
public enum LifecycleDetail {
    DEFINED_ADDED(LifecycleChange.DEFINED, 0),
    DEFINED_UPDATED(LifecycleChange.DEFINED, 1),
    DEFINED_RENAMED(LifecycleChange.DEFINED, 2),
    DEFINED_FROM_SNAPSHOT(LifecycleChange.DEFINED, 3),
    UNDEFINED_REMOVED(LifecycleChange.UNDEFINED, 0),
    UNDEFINED_RENAMED(LifecycleChange.UNDEFINED, 1),
    STARTED_BOOTED(LifecycleChange.STARTED, 0),
    STARTED_MIGRATED(LifecycleChange.STARTED, 1),
    STARTED_RESTORED(LifecycleChange.STARTED, 2),
    STARTED_FROM_SNAPSHOT(LifecycleChange.STARTED, 3),
    STARTED_WAKEUP(LifecycleChange.STARTED, 4),
    SUSPENDED_PAUSED(LifecycleChange.SUSPENDED, 0),
    SUSPENDED_MIGRATED(LifecycleChange.SUSPENDED, 1),
    SUSPENDED_IO_ERROR(LifecycleChange.SUSPENDED, 2),
    SUSPENDED_WATCHDOG(LifecycleChange.SUSPENDED, 3),
    SUSPENDED_RESTORED(LifecycleChange.SUSPENDED, 4),
    SUSPENDED_FROM_SNAPSHOT(LifecycleChange.SUSPENDED, 5),
    SUSPENDED_API_ERROR(LifecycleChange.SUSPENDED, 6),
    SUSPENDED_POSTCOPY(LifecycleChange.SUSPENDED, 7),
    SUSPENDED_POSTCOPY_FAILED(LifecycleChange.SUSPENDED, 8),
    RESUMED_UNPAUSED(LifecycleChange.RESUMED, 0),
    RESUMED_MIGRATED(LifecycleChange.RESUMED, 1),
    RESUMED_FROM_SNAPSHOT(LifecycleChange.RESUMED, 2),
    RESUMED_POSTCOPY(LifecycleChange.RESUMED, 3),
    RESUMED_POSTCOPY_FAILED(LifecycleChange.RESUMED, 4),
    STOPPED_SHUTDOWN(LifecycleChange.STOPPED, 0),
    STOPPED_DESTROYED(LifecycleChange.STOPPED, 1),
    /** The guest crashed, or libvirt gave up on QEMU. */
    STOPPED_CRASHED(LifecycleChange.STOPPED, 2),
    STOPPED_MIGRATED(LifecycleChange.STOPPED, 3),
    STOPPED_SAVED(LifecycleChange.STOPPED, 4),
    /** QEMU died by itself (its state's reason is {@code SHUT_OFF_CRASHED}), or did not start. */
    STOPPED_FAILED(LifecycleChange.STOPPED, 5),
    STOPPED_FROM_SNAPSHOT(LifecycleChange.STOPPED, 6),
    SHUTDOWN_FINISHED(LifecycleChange.SHUTDOWN, 0),
    SHUTDOWN_BY_GUEST(LifecycleChange.SHUTDOWN, 1),
    SHUTDOWN_BY_HOST(LifecycleChange.SHUTDOWN, 2),
    PM_SUSPENDED_MEMORY(LifecycleChange.PM_SUSPENDED, 0),
    PM_SUSPENDED_DISK(LifecycleChange.PM_SUSPENDED, 1),
    CRASHED_PANICKED(LifecycleChange.CRASHED, 0),
    CRASHED_CRASHLOADED(LifecycleChange.CRASHED, 1),
    /** A detail that a newer libvirt knows. */
    UNKNOWN(LifecycleChange.UNKNOWN, -1);

    private final LifecycleChange change;
    private final int number;

    LifecycleDetail(LifecycleChange change, int number) {
        this.change = change;
        this.number = number;
    }

    static LifecycleDetail of(LifecycleChange change, int number) {
        for (LifecycleDetail detail : values()) {
            if (detail.change == change && detail.number == number) {
                return detail;
            }
        }
        return UNKNOWN;
    }
}
