package dev.slipway.launcher.instance.machine;

import dev.slipway.host.libvirt.network.DhcpHost;
import dev.slipway.host.libvirt.network.LibvirtNetwork;
import dev.slipway.host.libvirt.network.Networks;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.record.ReservedAddress;
import dev.slipway.launcher.network.AddressPool;
import dev.slipway.launcher.network.NetworkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives instances their private addresses on libvirt's networks, each for an instance's whole life, as on EC2: decided in the
 * catalogue, and made true by an entry of the network's DHCP server. See docs/decisions/0012-security-groups.md for why.
 */
final class Addresses {

    private final Catalogue catalogue;
    private final HostNetworks networks;

    Addresses(Catalogue catalogue, HostNetworks networks) {
        this.catalogue = catalogue;
        this.networks = networks;
    }

    /** Reserves the address that was asked for, or a free one. Throws ADDRESS_IN_USE, ADDRESSES_EXHAUSTED. */
    String reserve(Change change, InstanceId id, int deviceIndex, String mac, AddressPool pool, Optional<String> asked) {
        String address = asked.isPresent()
                ? pool.require(asked.get(), other -> isReserved(change, pool.network(), other))
                : pool.choose(mac.hashCode(), other -> isReserved(change, pool.network(), other));
        change.insert(ReservedAddress.TABLE,
                new ReservedAddress(pool.network(), address, mac, name(id, deviceIndex), id));
        return address;
    }

    /** The first card has the instance's own name, as the private DNS names of EC2 belong to first interfaces. */
    private static String name(InstanceId id, int deviceIndex) {
        return deviceIndex == 0 ? id.value() : id + "-" + deviceIndex;
    }

    private static boolean isReserved(Change change, String network, String address) {
        return change.find(ReservedAddress.TABLE, ReservedAddress.id(network, address)).isPresent();
    }

    /** Reserves what an instance has reserved, when its record is restored. */
    static void restore(Change change, Instance instance) {
        for (NetworkInterface each : instance.interfaces()) {
            if (each.kind() == NetworkKind.NAT && each.privateIpAddress().isPresent()
                    && !isReserved(change, each.source().orElseThrow(), each.privateIpAddress().get())) {
                change.insert(ReservedAddress.TABLE, new ReservedAddress(each.source().get(), each.privateIpAddress().get(),
                        each.mac(), name(instance.instanceId(), each.deviceIndex()), instance.instanceId()));
            }
        }
    }

    /** Has the DHCP servers keep an instance's addresses for it, where they do not already. */
    void connect(Instance instance) {
        List<ReservedAddress> rows = rows(instance.instanceId());
        for (NetworkInterface each : instance.interfaces()) {
            if (each.kind() == NetworkKind.NAT) {
                LibvirtNetwork network = networks.require(each.source().orElseThrow());
                for (ReservedAddress row : rows) {
                    if (row.mac().equals(each.mac()) && HostNetworks.givesAddresses(network) && !network.hasHost(row.mac())) {
                        libvirt().addHost(row.network(), host(row));
                    }
                }
            }
        }
    }

    /** Takes them back from the DHCP servers. */
    void disconnect(InstanceId id) {
        for (ReservedAddress row : rows(id)) {
            libvirt().removeHost(row.network(), host(row));
        }
    }

    /** Gives the addresses of an instance back, once no DHCP server keeps them. */
    void release(Change change, InstanceId id) {
        for (Stored<ReservedAddress> row : change.list(ReservedAddress.TABLE, Query.all().where("instance", id))) {
            change.delete(ReservedAddress.TABLE, ReservedAddress.id(row.document().network(), row.document().address()));
        }
    }

    private List<ReservedAddress> rows(InstanceId id) {
        List<ReservedAddress> rows = new ArrayList<>();
        for (Stored<ReservedAddress> row : catalogue.read(
                reader -> reader.list(ReservedAddress.TABLE, Query.all().where("instance", id)))) {
            rows.add(row.document());
        }
        return rows;
    }

    private Networks libvirt() {
        return networks.hypervisor().networks();
    }

    private static DhcpHost host(ReservedAddress row) {
        return new DhcpHost(row.mac(), row.address(), Optional.of(row.name()));
    }
}
