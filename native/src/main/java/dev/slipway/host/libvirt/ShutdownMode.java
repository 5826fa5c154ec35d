package dev.slipway.host.libvirt;

/** How a guest is asked to power itself off or to reboot ({@code virDomainShutdownFlagValues}). */
public enum ShutdownMode {
    /** As the hypervisor thinks best: the agent where one is connected, else the power button. */
    DEFAULT(0),
    /** The power button; a guest without ACPI events ignores it. */
    ACPI(1),
    /** The guest agent. */
    AGENT(2);

    private final int flag;

    ShutdownMode(int flag) {
        this.flag = flag;
    }

    int flag() {
        return flag;
    }
}
