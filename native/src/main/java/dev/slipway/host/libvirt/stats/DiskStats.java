package dev.slipway.host.libvirt.stats;

import java.util.Optional;

/**
 * What a disk has done since its domain started.
 *
 * @param target the name in the domain's XML, such as {@code vda}
 * @param path the file or device behind it; none for an empty drive
 * @param capacityBytes the size the guest sees
 * @param allocationBytes how far the file is used
 * @param physicalBytes the size of the file
 */
public record DiskStats(String target, Optional<String> path, long readBytes, long readRequests, long writtenBytes,
        long writeRequests, long capacityBytes, long allocationBytes, long physicalBytes) {
}
