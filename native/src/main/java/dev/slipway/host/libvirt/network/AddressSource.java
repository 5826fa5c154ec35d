package dev.slipway.host.libvirt.network;

/** Who is asked for a guest's addresses ({@code virDomainInterfaceAddressesSource}). */
public enum AddressSource {
    /** The leases of libvirt's own networks. */
    LEASES(0),
    /** The guest agent, which knows every interface, the loopback included. */
    AGENT(1),
    /** The host's neighbour table: only peers the host has spoken to. Fails inside a sandbox that hides the table. */
    NEIGHBOURS(2);

    private final int number;

    AddressSource(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
