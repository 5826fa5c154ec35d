package dev.slipway.launcher.instance.machine;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.DomainStatus;
import dev.slipway.host.libvirt.DomainSummary;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.StateReason;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.thread.Early;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.domain.DomainSpec;
import dev.slipway.launcher.domain.DomainXml;
import dev.slipway.launcher.domain.GuestAgentChannel;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.MachineState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The domains of instances, each named by its instance's id. The hypervisor is connected to when it is first needed:
 * what only reads the catalogue never waits for it.
 */
public final class Machines {

    private final Supplier<Hypervisor> hypervisor;
    private volatile Hypervisor renewed;

    /** @param hypervisor asked for when a domain is first looked at */
    public Machines(Supplier<Hypervisor> hypervisor) {
        this.hypervisor = hypervisor;
    }

    /** The connection to libvirt, which is opened when first needed; not for the caller to close. */
    public Hypervisor hypervisor() {
        Hypervisor latest = renewed;
        return latest == null ? hypervisor.get() : latest;
    }

    /** Has another connection used from now on, which stays its maker's to close: the one before it may be dead. */
    public void use(Hypervisor connection) {
        renewed = connection;
    }

    /**
     * Connects anew where the connection is dead: guests outlive a restart of libvirt's daemon, and so does long work with them.
     * Throws HYPERVISOR_UNREACHABLE while the daemon is not back.
     */
    public synchronized void reconnect() {
        Hypervisor before = hypervisor();
        if (!before.isAlive()) {
            // The dead one is not closed: another thread may be in the middle of being told so by it.
            use(Hypervisor.connect(before.uri()));
        }
    }

    /** What libvirt says of every domain, in one round trip or, in a long-lived process, said a moment ago. */
    public Map<String, MachineState> states() {
        Map<String, MachineState> states = new HashMap<>();
        for (DomainSummary domain : hypervisor().recentDomains()) {
            states.put(domain.name(), MachineState.of(domain.status()));
        }
        return states;
    }

    /** The same, asked for at once and beside what its caller does meanwhile: what it does first may be newer. */
    public Supplier<Map<String, MachineState>> statesBeside() {
        return new Early<>("states", this::states).begin();
    }

    /** What libvirt says of one instance's domain, reduced to what its state depends on. */
    public MachineState state(InstanceId id) {
        return status(id).map(MachineState::of).orElse(MachineState.ABSENT);
    }

    /** What libvirt says of one instance's domain; nothing where it knows none. */
    public Optional<DomainStatus> status(InstanceId id) {
        Optional<GuestDomain> found = hypervisor().find(id.value());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (GuestDomain domain = found.get()) {
            return Optional.of(domain.status());
        } catch (HostException e) {
            if (e.kind() == HostError.DOMAIN_NOT_FOUND) {
                // Gone since it was found.
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The domain of an instance; throws DOMAIN_NOT_FOUND. */
    public GuestDomain require(InstanceId id) {
        return hypervisor().require(id.value());
    }

    /** Whether libvirt offers KVM for guests of an architecture. */
    public boolean offersKvm(Architecture guest) {
        return hypervisor().host().supports(guest.libvirtName(), Accelerator.KVM.domainType());
    }

    /** Whether QEMU runs as the user that we are, and not as one of its own. */
    public boolean runAsUs() {
        return hypervisor().uri().endsWith("/session");
    }

    /**
     * Defines the domain of the instance whose files are {@code files}. A user's own libvirt would keep the agent's socket far
     * below the user's home, where its path is soon longer than one may be; there it is among the instance's files.
     */
    public GuestDomain define(DomainSpec spec, InstanceFiles files) {
        return hypervisor().define(DomainXml.of(runAsUs() ? spec.with(GuestAgentChannel.at(files.agentSocket())) : spec));
    }

    /** A second connection, which also tells what happens; the first one is made without, because that is quicker. */
    public Hypervisor connectWithEvents() {
        return Hypervisor.connectWithEvents(hypervisor().uri());
    }

    /**
     * Starts an instance's domain, and has libvirt start it again when the host comes up after it went down. A user's own
     * libvirt is not told: its daemon ends when nothing runs, and would start at every command what a guest powered off.
     */
    public void boot(GuestDomain domain) {
        domain.start();
        if (!runAsUs()) {
            domain.setAutostart(true);
        }
    }

    /** Has a guest go on that is paused because of its disks; whether they work by now shows at once. Another stays as it is. */
    public void letGoOn(InstanceId id) {
        if (status(id).filter(now -> now.reason() == StateReason.PAUSED_IO_ERROR).isPresent()) {
            try (GuestDomain domain = require(id)) {
                domain.resume();
            }
        }
    }

    /** Says whether an instance's domain is started when the host comes up; one that is gone is not. */
    public void startWithHost(InstanceId id, boolean wanted) {
        Optional<GuestDomain> found = hypervisor().find(id.value());
        if (found.isPresent() && (!wanted || !runAsUs())) {
            try (GuestDomain domain = found.get()) {
                domain.setAutostart(wanted);
            }
        }
    }

    /** Ends and forgets the domain of an instance, where there is one. */
    public void remove(InstanceId id) {
        Optional<GuestDomain> found = hypervisor().find(id.value());
        if (found.isPresent()) {
            try (GuestDomain domain = found.get()) {
                domain.destroy();
                domain.undefine();
            }
        }
    }
}
