package dev.slipway.launcher.instance.history;

/** What an event tells of an instance. */
public enum EventKind {
    /** It came into another state: EC2's instance state-change notification. */
    STATE("state"),
    /** An attribute of it was changed: its type, its user data, what it is kept from. */
    ATTRIBUTE("attribute"),
    /** A volume came. */
    VOLUME_ATTACHED("volume-attached"),
    /** A volume went. */
    VOLUME_DETACHED("volume-detached"),
    /** Its fleet gave its place to another instance, or another's to it. */
    FLEET("fleet"),
    /** The guest began anew without a change of state; told while it happens, and not kept. */
    REBOOT("reboot"),
    /** The guest's agent opened or closed its channel; told while it happens, and not kept. */
    AGENT("agent"),
    /** One of the guest's disks could not be read or written; told while it happens, and not kept. */
    DISK_ERROR("disk-error");

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    /** The word it is stored as. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
