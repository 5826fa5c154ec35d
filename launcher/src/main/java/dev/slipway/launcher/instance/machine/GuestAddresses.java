package dev.slipway.launcher.instance.machine;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.network.AddressSource;
import dev.slipway.host.libvirt.network.GuestAddress;
import dev.slipway.host.libvirt.network.GuestInterface;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.network.NetworkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out which addresses guests have: from the leases of libvirt's networks, else from the guest's agent, else from
 * those the host has spoken to. What is found is remembered in the record, for when nobody answers.
 */
public final class GuestAddresses {

    /** Cheapest first; an agent that does not answer costs nothing, one that hangs five seconds. */
    private static final List<AddressSource> SOURCES =
            List.of(AddressSource.LEASES, AddressSource.AGENT, AddressSource.NEIGHBOURS);

    private final Machines machines;
    private final InstanceRecords records;

    /** The addresses of guests on {@code machines}, remembered in {@code records}. */
    public GuestAddresses(Machines machines, InstanceRecords records) {
        this.machines = machines;
        this.records = records;
    }

    /**
     * The instance with the addresses its running guest has now on networks where others reach it. An interface of which
     * nobody knows an address keeps the one that was asked for, or last seen.
     */
    public Instance look(Instance instance) {
        if (!hasReachable(instance)) {
            return instance;
        }
        List<NetworkInterface> seen = new ArrayList<>(instance.interfaces());
        try (GuestDomain domain = machines.require(instance.instanceId())) {
            for (AddressSource source : SOURCES) {
                List<NetworkInterface> open = open(instance, seen);
                if (open.isEmpty()) {
                    break;
                }
                take(seen, open, ask(domain, source));
            }
        }
        return seen.equals(instance.interfaces()) ? instance
                : records.update(instance.instanceId(), now -> now.withInterfaces(merged(now.interfaces(), seen)));
    }

    private static boolean hasReachable(Instance instance) {
        for (NetworkInterface each : instance.interfaces()) {
            if (each.kind() != NetworkKind.USER) {
                return true;
            }
        }
        return false;
    }

    /** Those of which this look has found no address yet. */
    private static List<NetworkInterface> open(Instance instance, List<NetworkInterface> seen) {
        List<NetworkInterface> open = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i).kind() != NetworkKind.USER && seen.get(i) == instance.interfaces().get(i)) {
                open.add(seen.get(i));
            }
        }
        return open;
    }

    private static void take(List<NetworkInterface> seen, List<NetworkInterface> open, List<GuestInterface> answers) {
        for (NetworkInterface each : open) {
            address(answers, each.mac()).ifPresent(found -> seen.set(seen.indexOf(each), each.withAddress(Optional.of(found))));
        }
    }

    /** What the record has by now, with these addresses: others may have changed it meanwhile. */
    private static List<NetworkInterface> merged(List<NetworkInterface> now, List<NetworkInterface> seen) {
        List<NetworkInterface> merged = new ArrayList<>();
        for (NetworkInterface each : now) {
            NetworkInterface next = each;
            for (NetworkInterface other : seen) {
                if (other.mac().equals(each.mac())) {
                    next = each.withAddress(other.privateIpAddress());
                }
            }
            merged.add(next);
        }
        return merged;
    }

    private static List<GuestInterface> ask(GuestDomain domain, AddressSource source) {
        try {
            return domain.interfaces(source);
        } catch (HostException e) {
            // One that cannot tell is no failure: a guest without agent, a domain on no network of libvirt's, a host whose
            // neighbour table is hidden. Whether anybody could tell is for the caller to say.
            if (e.kind() == HostError.AGENT_UNAVAILABLE || e.kind() == HostError.HYPERVISOR_FAILED) {
                return List.of();
            }
            throw e;
        }
    }

    /** The address of a card that others can use, IPv4 before IPv6. */
    public static Optional<String> address(List<GuestInterface> interfaces, String mac) {
        Optional<String> six = Optional.empty();
        for (GuestInterface each : interfaces) {
            if (!each.mac().map(mac::equalsIgnoreCase).orElse(false)) {
                continue;
            }
            for (GuestAddress address : each.addresses()) {
                if (!address.isIpv6() && !address.address().startsWith("169.254.")) {
                    return Optional.of(address.address());
                }
                if (address.isIpv6() && !address.address().toLowerCase(Locale.ROOT).startsWith("fe80:")) {
                    six = Optional.of(address.address());
                }
            }
        }
        return six;
    }
}
