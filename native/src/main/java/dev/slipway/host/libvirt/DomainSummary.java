package dev.slipway.host.libvirt;

import java.util.UUID;

/** One line of a list of domains. */
public record DomainSummary(String name, UUID uuid, DomainStatus status) {
}
