package dev.slipway.host.libvirt.event;

import java.util.UUID;

/**
 * A disk failed to read or write.
 *
 * @param path the file or device
 * @param paused whether the guest is held until someone resumes it
 * @param reason {@code enospc} where the host's file system is full, else what QEMU says or ""
 */
public record DiskErrorEvent(String domain, UUID uuid, String path, boolean paused, String reason) implements DomainEvent {
}
