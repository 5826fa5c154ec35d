package dev.slipway.host.libvirt.event;

import java.util.UUID;

/** The guest's agent opened its channel, or closed it. */
public record AgentEvent(String domain, UUID uuid, boolean connected) implements DomainEvent {
}
