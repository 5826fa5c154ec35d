package dev.slipway.host.libvirt.stats;

import dev.slipway.host.libvirt.DomainStatus;
import java.util.List;

/**
 * What a domain uses, at one moment ({@code virConnectGetAllDomainStats}). Zero stands for what libvirt does not say, which is
 * most of it while the domain does not run.
 *
 * @param domain its name
 * @param cpuTimeNanos processor time since it started
 * @param memoryBytes what the guest has now
 * @param maximumMemoryBytes what it may have
 * @param residentBytes what QEMU takes of the host's memory
 * @param vcpus its virtual processors
 */
public record DomainStats(String domain, DomainStatus status, long cpuTimeNanos, long memoryBytes, long maximumMemoryBytes,
        long residentBytes, int vcpus, List<DiskStats> disks, List<InterfaceStats> interfaces) {

    public DomainStats {
        disks = List.copyOf(disks);
        interfaces = List.copyOf(interfaces);
    }
}
