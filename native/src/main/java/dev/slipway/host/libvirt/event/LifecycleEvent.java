package dev.slipway.host.libvirt.event;

import java.util.UUID;

/** A change in a domain's life ({@code virDomainEventType}), and what brought it about. */
public record LifecycleEvent(String domain, UUID uuid, LifecycleChange change, LifecycleDetail detail) implements DomainEvent {
}
