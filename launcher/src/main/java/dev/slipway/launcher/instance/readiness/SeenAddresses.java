package dev.slipway.launcher.instance.readiness;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.network.AddressSource;
import dev.slipway.host.libvirt.network.GuestInterface;
import dev.slipway.launcher.instance.machine.GuestAddresses;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.network.NetworkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses somebody knows a guest to have at this moment; {@link GuestAddresses} also remembers what was asked for,
 * or was so once.
 */
final class SeenAddresses {

    private final Machines machines;

    SeenAddresses(Machines machines) {
        this.machines = machines;
    }

    /** All addresses that somebody knows of; the agent is asked only when it is its turn. */
    List<String> of(Instance instance, boolean agentToo) {
        return find(instance, instance.interfaces(), agentToo);
    }

    /** Those at which the host reaches the guest. */
    List<String> reachable(Instance instance, boolean agentToo) {
        List<NetworkInterface> reachable = new ArrayList<>();
        for (NetworkInterface each : instance.interfaces()) {
            if (each.kind() != NetworkKind.USER) {
                reachable.add(each);
            }
        }
        return reachable.isEmpty() ? List.of() : find(instance, reachable, agentToo);
    }

    private List<String> find(Instance instance, List<NetworkInterface> interfaces, boolean agentToo) {
        Optional<GuestDomain> found = machines.hypervisor().find(instance.instanceId().value());
        if (found.isEmpty()) {
            return List.of();
        }
        try (GuestDomain domain = found.get()) {
            List<String> addresses = new ArrayList<>();
            if (interfaces.stream().anyMatch(each -> each.kind() != NetworkKind.USER)) {
                addresses.addAll(of(interfaces, ask(domain, AddressSource.LEASES)));
                addresses.addAll(of(interfaces, ask(domain, AddressSource.NEIGHBOURS)));
            }
            if (addresses.isEmpty() && agentToo) {
                addresses.addAll(of(interfaces, ask(domain, AddressSource.AGENT)));
            }
            return addresses;
        }
    }

    private static List<GuestInterface> ask(GuestDomain domain, AddressSource source) {
        try {
            return domain.interfaces(source);
        } catch (HostException e) {
            // Who cannot tell does not know yet.
            if (e.kind() == HostError.AGENT_UNAVAILABLE || e.kind() == HostError.HYPERVISOR_FAILED
                    || e.kind() == HostError.DOMAIN_NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    private static List<String> of(List<NetworkInterface> wanted, List<GuestInterface> told) {
        List<String> addresses = new ArrayList<>();
        for (NetworkInterface each : wanted) {
            GuestAddresses.address(told, each.mac()).ifPresent(addresses::add);
        }
        return addresses;
    }
}
