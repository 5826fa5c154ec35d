package dev.slipway.launcher.instance.status;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.DomainState;
import dev.slipway.host.libvirt.DomainStatus;
import dev.slipway.host.libvirt.DomainSummary;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.StateReason;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.boot.ConsoleFile;
import dev.slipway.launcher.boot.ConsoleScanner;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.machine.Parallel;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks how instances are: at what libvirt says of their domains, at what their guests have printed, and, where that does
 * not decide, whether their agents answer. Nothing is kept; each look is of now.
 */
public final class InstanceStatuses {

    private static final DomainStatus GONE = new DomainStatus(DomainState.NO_STATE, StateReason.UNKNOWN);

    private final Machines machines;
    private final StoreLayout layout;

    /** Looks at domains of {@code machines}, and at consoles in the layout. */
    public InstanceStatuses(Machines machines, StoreLayout layout) {
        this.machines = machines;
        this.layout = layout;
    }

    /** The status of each of these, which were just observed, in their order. */
    public List<InstanceStatus> of(List<Instance> instances) {
        Map<String, DomainStatus> domains = new HashMap<>();
        if (instances.stream().anyMatch(instance -> instance.state() == InstanceState.RUNNING)) {
            for (DomainSummary domain : machines.hypervisor().recentDomains()) {
                domains.put(domain.name(), domain.status());
            }
        }
        List<Parallel.Task<InstanceStatus>> tasks = new ArrayList<>(instances.size());
        for (Instance instance : instances) {
            DomainStatus domain = domains.getOrDefault(instance.instanceId().value(), GONE);
            tasks.add(() -> status(instance, domain));
        }
        return Parallel.run(tasks, Parallel.STARTS);
    }

    private InstanceStatus status(Instance instance, DomainStatus domain) {
        InstanceId id = instance.instanceId();
        StatusWord system = StatusRules.system(instance.state(), domain);
        ConsoleScanner console = new ConsoleScanner(List.of(), List.of());
        if (system == StatusWord.OK) {
            try (ConsoleFile file = ConsoleFile.since(
                    new InstanceFiles(layout, id).console(), instance.lifecycle().launchTime())) {
                console.feed(file.readNew());
            }
        }
        return new InstanceStatus(id, instance.state(), system,
                StatusRules.guest(instance.state(), system, console, () -> agentAnswers(id)));
    }

    private boolean agentAnswers(InstanceId id) {
        Optional<GuestDomain> found = machines.hypervisor().find(id.value());
        if (found.isEmpty()) {
            return false;
        }
        try (GuestDomain domain = found.get()) {
            domain.agent().ping();
            return true;
        } catch (HostException e) {
            if (e.kind() == HostError.AGENT_UNAVAILABLE || e.kind() == HostError.DOMAIN_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
