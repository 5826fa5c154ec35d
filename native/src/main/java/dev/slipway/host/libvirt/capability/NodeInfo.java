package dev.slipway.host.libvirt.capability;

/**
 * The host's processors and memory, as libvirt sees them.
 *
 * @param cpuModel the processors' architecture, such as {@code x86_64}
 * @param cpus the processors that are online
 */
public record NodeInfo(String cpuModel, int cpus, long memoryBytes) {
}
