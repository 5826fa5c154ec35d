package dev.slipway.host.libvirt.event;

import java.util.UUID;

/** The guest rebooted, or was reset. */
public record RebootEvent(String domain, UUID uuid) implements DomainEvent {
}
