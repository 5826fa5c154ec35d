package dev.slipway.launcher.boot;

/** Whether the guest's machine still runs, as its hypervisor says. */
public enum GuestCondition {
    RUNNING,
    /** The guest shut itself down. */
    POWERED_OFF,
    /** The guest's kernel told the hypervisor that it panicked. */
    PANICKED,
    /** It is paused, because the host has no space left for what it writes. */
    DISK_FULL,
    /** It is paused, because a file behind one of its disks cannot be read or written. */
    DISK_FAILED,
    /** Somebody ended it from outside. */
    ENDED,
    /** QEMU crashed or was killed. */
    DIED
}
