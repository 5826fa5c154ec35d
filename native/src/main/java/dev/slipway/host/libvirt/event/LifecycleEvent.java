package dev.slipway.host.libvirt.event;

import com.sun.jna.Pointer;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.StatsRecord;
import java.util.UUID;

/** A change in a domain's life ({@code virDomainEventType}), and what brought it about. */
public record LifecycleEvent(String domain, UUID uuid, LifecycleChange change, LifecycleDetail detail) {

    static LifecycleEvent of(Pointer domain, int event, int detail) {
        LifecycleChange change = LifecycleChange.of(event);
        return new LifecycleEvent(LibvirtLibrary.calls().virDomainGetName(domain),
                UUID.fromString(StatsRecord.uuidText(domain)), change, LifecycleDetail.of(change, detail));
    }
}
