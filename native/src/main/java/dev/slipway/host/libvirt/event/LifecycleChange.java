package dev.slipway.host.libvirt.event;

/** What happened to a domain; in libvirt's order, whose numbers are the ordinals. */
public enum LifecycleChange {
    DEFINED,
    UNDEFINED,
    STARTED,
    SUSPENDED,
    RESUMED,
    STOPPED,
    /** The guest has powered itself off; QEMU may still be there for a moment. */
    SHUTDOWN,
    PM_SUSPENDED,
    CRASHED,
    /** A change that a newer libvirt knows. */
    UNKNOWN;

    static LifecycleChange of(int number) {
        return number >= 0 && number < UNKNOWN.ordinal() ? values()[number] : UNKNOWN;
    }
}
