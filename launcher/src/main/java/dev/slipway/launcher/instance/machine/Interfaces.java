package dev.slipway.launcher.instance.machine;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.network.MacAddress;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.securitygroup.SecurityGroup;
import dev.slipway.launcher.securitygroup.SecurityGroupId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives instances their network interfaces, and takes back what belongs to them: ports and addresses in the transaction that
 * decides them, and what the host's networks have to know of it beside, before their machines start and after they have gone.
 */
public final class Interfaces {

    private final Ports ports = new Ports();
    private final Addresses addresses;
    private final Firewall firewall;

    /** Interfaces in {@code catalogue}, on {@code networks}, behind {@code firewall}. */
    public Interfaces(Catalogue catalogue, HostNetworks networks, Firewall firewall) {
        this.addresses = new Addresses(catalogue, networks);
        this.firewall = firewall;
    }

    /** Reserves what a new instance asks for. */
    public List<NetworkInterface> reserve(Change change, InstanceId id, List<InterfacePlan> plans) {
        List<NetworkInterface> interfaces = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            InterfacePlan plan = plans.get(i);
            requireThere(change, plan.groups());
            String mac = MacAddress.of(id.value(), i);
            Optional<String> address = plan.pool().isEmpty() ? Optional.empty()
                    : Optional.of(addresses.reserve(change, id, i, mac, plan.pool().get(), plan.privateIpAddress()));
            interfaces.add(new NetworkInterface(i, plan.kind(), plan.source(), mac, address, plan.groups(),
                    plan.kind() == NetworkKind.USER ? ports.reserve(change, id, plan.forwards(), i == 0) : List.of()));
        }
        return interfaces;
    }

    /** A group may have been deleted since the launch was planned. */
    private static void requireThere(Reader reader, List<SecurityGroupId> groups) {
        for (SecurityGroupId group : groups) {
            if (reader.find(SecurityGroup.TABLE, group.value()).isEmpty()) {
                throw new LauncherException(LauncherError.GROUP_NOT_FOUND, "The security group '" + group + "' does not exist.",
                        "slipway security-group list");
            }
        }
    }

    /** The interfaces of an instance that is started again; see {@link Ports#renew}. */
    public List<NetworkInterface> renew(Change change, Instance instance) {
        List<NetworkInterface> interfaces = new ArrayList<>();
        for (NetworkInterface had : instance.interfaces()) {
            interfaces.add(had.withForwards(ports.renew(change, instance.instanceId(), had.forwards())));
        }
        return interfaces;
    }

    /** Reserves what an instance has reserved, when its record is restored. */
    public static void restore(Change change, Instance instance) {
        for (NetworkInterface each : instance.interfaces()) {
            Ports.restore(change, instance.instanceId(), each.forwards());
        }
        Addresses.restore(change, instance);
    }

    /**
     * Prepares the host's networks for instances whose machines are about to start: all of a command at once. Throws
     * NETWORK_NOT_FOUND and NETWORK_INACTIVE where one has gone meanwhile.
     */
    public void connect(List<Instance> instances) {
        List<Instance> there = onHostNetworks(instances);
        there.forEach(addresses::connect);
        firewall.connect(there);
    }

    /** Has the host's networks forget instances whose machines have gone: all of a command at once. */
    public void disconnect(List<Instance> instances) {
        List<Instance> there = onHostNetworks(instances);
        firewall.disconnect(there);
        there.forEach(instance -> addresses.disconnect(instance.instanceId()));
    }

    /** Has what passes the cards of an instance, and those of others, follow its security groups. */
    public void regroup(Instance instance, Set<SecurityGroupId> left) {
        firewall.connect(List.of(instance));
        firewall.left(left);
    }

    /** Takes back the ports of an instance that is stopped; started again, it gets those of them that are free then. */
    public void yieldPorts(Change change, InstanceId id) {
        ports.release(change, id);
    }

    /** Takes back all that an instance had reserved. */
    public void release(Change change, InstanceId id) {
        ports.release(change, id);
        addresses.release(change, id);
    }

    /** What has user networks only costs libvirt nothing. */
    private static List<Instance> onHostNetworks(List<Instance> instances) {
        return instances.stream()
                .filter(instance -> instance.interfaces().stream().anyMatch(each -> each.kind() != NetworkKind.USER)).toList();
    }
}
