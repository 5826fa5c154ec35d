package dev.slipway.launcher.accelerator;

/** What became of {@code /dev/kvm} when it was looked for. */
public enum KvmDevice {
    /** There is none. */
    MISSING,
    /** The user QEMU runs as may not open it. */
    DENIED,
    /** The user QEMU runs as may open it. */
    ACCESSIBLE
}
