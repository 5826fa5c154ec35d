package dev.slipway.launcher.boot;

/** Whether the guest's machine still runs, as its hypervisor says. */
public enum GuestCondition {
    RUNNING,
    /** The guest shut itself down. */
    POWERED_OFF,
    /** The guest's kernel told the hypervisor that it panicked. */
    PANICKED,
    /** Somebody ended it from outside. */
    ENDED,
    /** QEMU crashed or was killed. */
    DIED
}
