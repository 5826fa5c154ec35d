package dev.slipway.launcher.boot;

/** Whether the guest's machine still runs, as its hypervisor says. */
public enum GuestCondition {
    RUNNING,
    /** The guest shut itself down. */
    POWERED_OFF,
    /** QEMU crashed, was killed, or libvirt no longer knows the domain. */
    DIED
}
