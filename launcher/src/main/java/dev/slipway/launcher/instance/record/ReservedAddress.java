package dev.slipway.launcher.instance.record;

import dev.slipway.imagestore.catalogue.Table;

/**
 * An address of a libvirt network that belongs to a network card of an instance, running or stopped: its private address, from
 * its launch until it is terminated, as on EC2.
 *
 * @param network the network's name
 * @param mac the card's hardware address
 * @param name what the network's name server calls the card
 */
public record ReservedAddress(String network, String address, String mac, String name, InstanceId instanceId) {

    /** One row an address; the catalogue itself refuses a second owner. */
    public static final Table<ReservedAddress> TABLE =
            Table.of("reserved_addresses", ReservedAddress.class, 1, a -> id(a.network(), a.address()))
                    .text("instance", ReservedAddress::instanceId);

    /** The row of an address. */
    public static String id(String network, String address) {
        return address + "@" + network;
    }
}
