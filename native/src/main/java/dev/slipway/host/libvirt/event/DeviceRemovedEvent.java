package dev.slipway.host.libvirt.event;

import java.util.UUID;

/** The guest has let go of a device that it was asked for; {@code alias} is the device's in the domain's XML. */
public record DeviceRemovedEvent(String domain, UUID uuid, String alias) implements DomainEvent {
}
