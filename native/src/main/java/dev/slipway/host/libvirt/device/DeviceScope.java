package dev.slipway.host.libvirt.device;

/** What a change of a device applies to ({@code virDomainDeviceModifyFlags}). */
public enum DeviceScope {
    /** The running guest only; its next start is without the change. */
    LIVE(1),
    /** The next start only. */
    CONFIG(2),
    /** Both. */
    LIVE_AND_CONFIG(3);

    private final int flags;

    DeviceScope(int flags) {
        this.flags = flags;
    }

    int flags() {
        return flags;
    }
}
