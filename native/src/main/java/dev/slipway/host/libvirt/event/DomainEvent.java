package dev.slipway.host.libvirt.event;

import java.util.UUID;

/** Something that happened to a domain, as libvirt tells it. */
public sealed interface DomainEvent permits LifecycleEvent, RebootEvent, AgentEvent, DiskErrorEvent, DeviceRemovedEvent {

    /** The domain's name. */
    String domain();

    /** The domain's UUID. */
    UUID uuid();
}
