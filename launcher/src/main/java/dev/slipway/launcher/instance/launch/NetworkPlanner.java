package dev.slipway.launcher.instance.launch;

import dev.slipway.host.libvirt.network.LibvirtNetwork;
import dev.slipway.launcher.domain.DomainSpec;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.HostNetworks;
import dev.slipway.launcher.instance.machine.InterfacePlan;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.network.AddressPool;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which network interfaces instances get. libvirt is asked for networks of the host only. */
public final class NetworkPlanner {

    /** What an instance gets that asks for none: what needs no privileges. */
    private static final List<InterfaceRequest> USUAL =
            List.of(InterfaceRequest.on(NetworkKind.USER, Optional.empty()));

    private final HostNetworks networks;
    private final SecurityGroups groups;

    /** Plans interfaces on the networks of this host, in the account's {@code groups}. */
    public NetworkPlanner(HostNetworks networks, SecurityGroups groups) {
        this.networks = networks;
        this.groups = groups;
    }

    /**
     * Throws INVALID_PARAMETER_COMBINATION, INVALID_PARAMETER_VALUE, UNSUPPORTED_OPERATION, NETWORK_NOT_FOUND, NETWORK_INACTIVE,
     * GROUP_NOT_FOUND, GROUPS_PER_INTERFACE_LIMIT.
     *
     * @param maxCount how many instances there may be, which cannot share an address or a port
     */
    List<InterfacePlan> plan(LaunchSpec spec, int maxCount) {
        List<InterfaceRequest> requests = spec.networkInterfaces().orElse(USUAL);
        if (requests.size() > DomainSpec.MAX_NETWORKS) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "An instance has at most "
                    + DomainSpec.MAX_NETWORKS + " network interfaces; " + requests.size() + " were asked for.");
        }
        List<InterfacePlan> plans = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            plans.add(plan(i == 0 ? first(requests.get(0), spec) : requests.get(i), maxCount));
        }
        if (requests.isEmpty()) {
            requireNothingFirst(spec);
        }
        return plans;
    }

    /** What is said of the instance is said of its first interface. */
    private static InterfaceRequest first(InterfaceRequest request, LaunchSpec spec) {
        List<ForwardRequest> forwards = new ArrayList<>(request.forwards());
        forwards.addAll(spec.forwards());
        return new InterfaceRequest(request.kind(), request.source(), request.privateIpAddress().or(spec::privateIpAddress),
                request.groups().isEmpty() ? spec.securityGroups() : request.groups(), forwards);
    }

    private static void requireNothingFirst(LaunchSpec spec) {
        if (spec.privateIpAddress().isPresent() || !spec.securityGroups().isEmpty() || !spec.forwards().isEmpty()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "An instance without a network has no address, no security groups and no forwarded ports.");
        }
    }

    private InterfacePlan plan(InterfaceRequest request, int maxCount) {
        requirePossible(request, maxCount);
        return switch (request.kind()) {
            case USER -> new InterfacePlan(NetworkKind.USER, Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                    request.forwards());
            case NAT -> nat(request);
            case BRIDGE -> bridge(request);
        };
    }

    private InterfacePlan nat(InterfaceRequest request) {
        networks.requirePrivileges(NetworkKind.NAT);
        LibvirtNetwork network = networks.require(request.source().orElse(HostNetworks.USUAL));
        Optional<AddressPool> pool = networks.pool(network);
        request.privateIpAddress().ifPresent(address -> pool.orElseThrow(() -> new LauncherException(
                LauncherError.INVALID_PARAMETER_COMBINATION, "The libvirt network '" + network.name()
                        + "' gives out no IPv4 addresses, so none can be asked for.")).requireInside(address));
        return new InterfacePlan(NetworkKind.NAT, Optional.of(network.name()), request.privateIpAddress(), pool,
                groups.ofInterface(request.groups()), List.of());
    }

    private InterfacePlan bridge(InterfaceRequest request) {
        networks.requirePrivileges(NetworkKind.BRIDGE);
        String bridge = request.source().orElseThrow(() -> new LauncherException(LauncherError.MISSING_PARAMETER,
                "The network 'bridge' needs the name of a bridge.", "--network bridge:br0", null));
        networks.requireBridge(bridge);
        return new InterfacePlan(NetworkKind.BRIDGE, Optional.of(bridge), Optional.empty(), Optional.empty(),
                groups.ofInterface(request.groups()), List.of());
    }

    private static void requirePossible(InterfaceRequest request, int maxCount) {
        boolean user = request.kind() == NetworkKind.USER;
        if (!user && !request.forwards().isEmpty()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "Ports are forwarded into user networks only;"
                    + " on the network '" + request.kind() + "' the guest is reached at its own address.");
        }
        if (request.kind() != NetworkKind.NAT && request.privateIpAddress().isPresent()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "The address "
                    + request.privateIpAddress().get() + " can be asked for on a nat network only: "
                    + (user ? "a user network gives every guest the same one." : "who gives addresses on a bridge is not known."));
        }
        if (user && !request.groups().isEmpty()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION, "Security groups go with nat and bridge networks:"
                    + " nobody reaches a guest on a user network but through the ports that are forwarded.");
        }
        if (maxCount > 1 && request.privateIpAddress().isPresent()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "An address can be asked for one instance only; " + maxCount + " were asked for.");
        }
    }
}
