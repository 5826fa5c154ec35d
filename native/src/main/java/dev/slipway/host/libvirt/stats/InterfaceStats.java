package dev.slipway.host.libvirt.stats;

/** What a network interface, by its name on the host, has carried since its domain started. User networking has no such statistics. */
public record InterfaceStats(String name, long receivedBytes, long receivedPackets, long sentBytes, long sentPackets) {
}
