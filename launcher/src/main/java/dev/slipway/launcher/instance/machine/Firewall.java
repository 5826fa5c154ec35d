package dev.slipway.launcher.instance.machine;

import dev.slipway.host.files.KernelLock;
import dev.slipway.host.libvirt.network.LibvirtNetwork;
import dev.slipway.host.libvirt.network.NetworkFilters;
import dev.slipway.host.machine.HostBridge;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.record.ReservedAddress;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.securitygroup.CardFilter;
import dev.slipway.launcher.securitygroup.FilterPeer;
import dev.slipway.launcher.securitygroup.GroupFilter;
import dev.slipway.launcher.securitygroup.GroupUse;
import dev.slipway.launcher.securitygroup.NetworkFilterNames;
import dev.slipway.launcher.securitygroup.SecurityGroup;
import dev.slipway.launcher.securitygroup.SecurityGroupId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps libvirt's network filters as the catalogue says: one for each security group that has members, and one for each network
 * card in groups. Whatever is done is made of what the catalogue holds at that moment, under a lock that all processes of the
 * region share, so that the last to write has seen what all before it did; and doing it again changes nothing.
 */
public final class Firewall implements GroupUse {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final HostNetworks networks;
    private final NetworkFilterNames names;

    /** The filters of the region in {@code layout}, in the libvirt behind {@code networks}. */
    public Firewall(Catalogue catalogue, StoreLayout layout, HostNetworks networks) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.networks = networks;
        this.names = new NetworkFilterNames(layout);
    }

    @Override
    public Set<String> members(Reader reader, SecurityGroupId group) {
        Set<String> ids = new LinkedHashSet<>();
        for (Instance instance : instances(reader, group)) {
            ids.add(instance.instanceId().value());
        }
        return ids;
    }

    @Override
    public void follow(Set<SecurityGroupId> groups) {
        // A group without members has no filter, and libvirt need not even be there.
        if (!catalogue.read(reader -> affected(reader, groups)).isEmpty()) {
            locked(() -> write(groups));
        }
    }

    /**
     * Makes the filters of instances, before their machines start or when their groups have changed. libvirt sets up every running
     * member of a group anew when its filter changes, so each group is written once for all of them, and before their cards.
     */
    void connect(List<Instance> instances) {
        List<Instance> filtered = filtered(instances);
        if (!filtered.isEmpty()) {
            networks.requireFiltered();
            locked(() -> {
                write(groups(filtered));
                Failpoint.FILTERS_GROUPS_WRITTEN.reached();
                filtered.forEach(this::writeCards);
                Failpoint.FILTERS_CARDS_WRITTEN.reached();
            });
        }
    }

    private void writeCards(Instance instance) {
        for (NetworkInterface card : instance.interfaces()) {
            if (!card.groups().isEmpty()) {
                String name = names.card(instance.instanceId().value(), card.deviceIndex());
                FilterPeer peer = catalogue.read(reader -> peer(reader, card));
                filters().define(name, CardFilter.of(name, peer, hosts(card), groupNames(card)));
            }
        }
    }

    /**
     * Removes the filters of instances that have no machines any more, and those of groups whose last members they were; other
     * groups are written once, for all that have gone.
     */
    void disconnect(List<Instance> instances) {
        List<Instance> filtered = filtered(instances);
        if (!filtered.isEmpty()) {
            locked(() -> {
                for (Instance instance : filtered) {
                    for (NetworkInterface card : instance.interfaces()) {
                        filters().undefine(names.card(instance.instanceId().value(), card.deviceIndex()));
                    }
                }
                Failpoint.FILTERS_CARDS_REMOVED.reached();
                write(groups(filtered));
            });
        }
    }

    private static List<Instance> filtered(List<Instance> instances) {
        return instances.stream().filter(instance -> !instance.securityGroups().isEmpty()).toList();
    }

    /** Has groups that an instance has just left follow. */
    public void left(Set<SecurityGroupId> groups) {
        locked(() -> write(groups));
    }

    private void locked(Runnable work) {
        KernelLock lock = KernelLock.take(layout.locks().resolve("security-groups.lock"));
        try {
            work.run();
        } finally {
            lock.closeAndDelete();
        }
    }

    /** Writes the filters of these groups, and of those whose rules name them, anew. */
    private void write(Set<SecurityGroupId> groups) {
        Map<String, Optional<String>> wanted = catalogue.read(reader -> {
            Map<String, Optional<String>> xml = new HashMap<>();
            for (SecurityGroupId group : groups) {
                xml.put(names.group(group), Optional.empty());
            }
            for (SecurityGroup group : affected(reader, groups)) {
                xml.put(names.group(group.groupId()), Optional.of(GroupFilter.of(names, group, peers(reader, group))));
            }
            return xml;
        });
        wanted.forEach((name, xml) -> {
            if (xml.isPresent()) {
                filters().define(name, xml.get());
            } else {
                filters().undefine(name);
            }
        });
    }

    /** Those that have members of these groups, and of those whose rules name them. */
    private List<SecurityGroup> affected(Reader reader, Set<SecurityGroupId> groups) {
        Set<String> ids = new LinkedHashSet<>();
        groups.forEach(group -> ids.add(group.value()));
        for (SecurityGroupId group : groups) {
            reader.list(SecurityGroup.TABLE, Query.all().where("referenced", group.value()))
                    .forEach(other -> ids.add(other.document().groupId().value()));
        }
        List<SecurityGroup> affected = new ArrayList<>();
        for (String id : ids) {
            Optional<Stored<SecurityGroup>> stored = reader.find(SecurityGroup.TABLE, id);
            if (stored.isPresent() && !instances(reader, new SecurityGroupId(id)).isEmpty()) {
                affected.add(stored.get().document());
            }
        }
        return affected;
    }

    private static Map<SecurityGroupId, List<FilterPeer>> peers(Reader reader, SecurityGroup group) {
        Map<SecurityGroupId, List<FilterPeer>> peers = new HashMap<>();
        for (String referenced : group.referenced()) {
            SecurityGroupId id = new SecurityGroupId(referenced);
            List<FilterPeer> cards = new ArrayList<>();
            for (Instance instance : instances(reader, id)) {
                for (NetworkInterface card : instance.interfaces()) {
                    if (card.groups().contains(id)) {
                        cards.add(peer(reader, card));
                    }
                }
            }
            peers.put(id, cards);
        }
        return peers;
    }

    /** The members of a group; one that is being terminated is none any more. */
    private static List<Instance> instances(Reader reader, SecurityGroupId group) {
        List<Instance> instances = new ArrayList<>();
        for (Stored<Instance> stored : reader.list(Instance.TABLE, Query.all().where("security_group", group.value()))) {
            InstanceState state = stored.document().state();
            if (state != InstanceState.SHUTTING_DOWN && state != InstanceState.TERMINATED) {
                instances.add(stored.document());
            }
        }
        return instances;
    }

    /** A guest is held to an address that is kept for it; on a bridge it may take another than the one that was last seen. */
    private static FilterPeer peer(Reader reader, NetworkInterface card) {
        boolean kept = card.kind() == NetworkKind.NAT && card.privateIpAddress().isPresent() && reader.find(ReservedAddress.TABLE,
                ReservedAddress.id(card.source().orElseThrow(), card.privateIpAddress().get())).isPresent();
        return new FilterPeer(card.mac(), card.privateIpAddress(), kept);
    }

    private List<String> hosts(NetworkInterface card) {
        if (card.kind() == NetworkKind.BRIDGE) {
            return HostBridge.addresses(card.source().orElseThrow());
        }
        List<String> hosts = new ArrayList<>();
        LibvirtNetwork network = networks.require(card.source().orElseThrow());
        for (LibvirtNetwork.Subnet subnet : network.subnets()) {
            if (!subnet.host().isIpv6()) {
                hosts.add(subnet.host().address());
            }
        }
        return hosts;
    }

    private List<String> groupNames(NetworkInterface card) {
        List<String> groups = new ArrayList<>();
        card.groups().forEach(group -> groups.add(names.group(group)));
        return groups;
    }

    private static Set<SecurityGroupId> groups(List<Instance> instances) {
        Set<SecurityGroupId> groups = new LinkedHashSet<>();
        instances.forEach(instance -> instance.interfaces().forEach(card -> groups.addAll(card.groups())));
        return groups;
    }

    private NetworkFilters filters() {
        return networks.hypervisor().networkFilters();
    }
}
