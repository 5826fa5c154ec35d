package dev.slipway.launcher.instance.machine;

import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.network.DhcpHost;
import dev.slipway.host.libvirt.network.DhcpLease;
import dev.slipway.host.libvirt.network.LibvirtNetwork;
import dev.slipway.host.machine.HostBridge;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.network.AddressPool;
import dev.slipway.launcher.network.NetworkKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The networks of this host that instances may be on: libvirt's, and bridges. */
public final class HostNetworks {

    /** The network that libvirt's packages come with. */
    public static final String USUAL = "default";

    private final Machines machines;

    /** The networks of the libvirt behind {@code machines}. */
    public HostNetworks(Machines machines) {
        this.machines = machines;
    }

    /** Throws UNSUPPORTED_OPERATION where libvirt runs as the user, who may attach nothing to a network of the host. */
    public void requirePrivileges(NetworkKind kind) {
        if (machines.runAsUs()) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION, "The network '" + kind
                    + "' needs qemu:///system; this is " + machines.hypervisor().uri() + ", where guests have user networks only.",
                    "--network user, or --libvirt-uri qemu:///system", null);
        }
    }

    /** The network of a name, which runs. Throws NETWORK_NOT_FOUND, NETWORK_INACTIVE. */
    public LibvirtNetwork require(String name) {
        LibvirtNetwork network = machines.hypervisor().networks().find(name).orElseThrow(() -> new LauncherException(
                LauncherError.NETWORK_NOT_FOUND, "The libvirt network '" + name + "' does not exist.",
                "virsh -c qemu:///system net-list --all", null));
        if (!network.active()) {
            throw new LauncherException(LauncherError.NETWORK_INACTIVE, "The libvirt network '" + name + "' is not active.",
                    "virsh -c qemu:///system net-start " + name, null);
        }
        return network;
    }

    /** Throws NETWORK_NOT_FOUND where the host has no bridge of this name. */
    public void requireBridge(String name) {
        if (!HostBridge.exists(name)) {
            throw new LauncherException(LauncherError.NETWORK_NOT_FOUND, "This host has no bridge '" + name + "'.",
                    "ip link show type bridge", null);
        }
    }

    /**
     * Throws UNSUPPORTED_OPERATION where the kernel would not show the packet filter what passes between guests. IPv6 counts on
     * every network: guests of one bridge have link-local addresses whether or not the network gives out any.
     */
    public void requireFiltered() {
        List<String> missing = HostBridge.unfiltered();
        if (!missing.isEmpty()) {
            StringBuilder hint = new StringBuilder("sudo modprobe br_netfilter; sudo sysctl");
            missing.forEach(setting -> hint.append(' ').append(setting).append("=1"));
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION,
                    "Security groups would have no effect: this host does not filter what passes over its bridges ("
                            + String.join(", ", missing) + ").", hint.toString(), null);
        }
    }

    /** What the network's DHCP server gives out; empty where it has none. */
    public Optional<AddressPool> pool(LibvirtNetwork network) {
        for (LibvirtNetwork.Subnet subnet : network.subnets()) {
            if (!subnet.host().isIpv6() && !subnet.ranges().isEmpty()) {
                List<AddressPool.Range> ranges = new ArrayList<>();
                subnet.ranges().forEach(range -> ranges.add(new AddressPool.Range(range.start(), range.end())));
                return Optional.of(new AddressPool(network.name(), subnet.host().address(), subnet.host().prefix(), ranges,
                        taken(network, subnet)));
            }
        }
        return Optional.empty();
    }

    /** Whether the network's DHCP server gives out IPv4 addresses. */
    static boolean givesAddresses(LibvirtNetwork network) {
        for (LibvirtNetwork.Subnet subnet : network.subnets()) {
            if (!subnet.host().isIpv6() && !subnet.ranges().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private Set<String> taken(LibvirtNetwork network, LibvirtNetwork.Subnet subnet) {
        Set<String> taken = new HashSet<>();
        for (DhcpHost host : subnet.hosts()) {
            taken.add(host.address());
        }
        for (DhcpLease lease : machines.hypervisor().dhcpLeases(network.name())) {
            taken.add(lease.address().address());
        }
        return taken;
    }

    Hypervisor hypervisor() {
        return machines.hypervisor();
    }
}
