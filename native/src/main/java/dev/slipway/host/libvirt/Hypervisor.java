package dev.slipway.host.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.binding.LibvirtCalls;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.StatsRecord;
import dev.slipway.host.libvirt.capability.HypervisorHost;
import dev.slipway.host.libvirt.event.ConnectionLoss;
import dev.slipway.host.libvirt.event.DomainEvents;
import dev.slipway.host.libvirt.event.EventLoop;
import dev.slipway.host.libvirt.event.EventSubscription;
import dev.slipway.host.libvirt.event.LifecycleEvent;
import dev.slipway.host.libvirt.network.DhcpLease;
import dev.slipway.host.libvirt.network.NetworkFilters;
import dev.slipway.host.libvirt.network.Networks;
import dev.slipway.host.libvirt.stats.DomainStats;
import dev.slipway.host.libvirt.stats.StatsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A connection to libvirt ({@code virConnectPtr}). Whoever connects closes it. Several threads may use one at a time;
 * libvirt takes their calls in turn. Every method may throw HYPERVISOR_FAILED with libvirt's own words.
 */
public final class Hypervisor implements AutoCloseable {

    private static final int MILLION = 1_000_000;
    private static final int THOUSAND = 1_000;

    private final LibvirtCalls calls;
    private final NativeHandle connection;
    private final boolean deliversEvents;
    /** Null but for a connection of a pool. */
    private volatile DomainWatch watch;

    private Hypervisor(LibvirtCalls calls, NativeHandle connection, boolean deliversEvents) {
        this.calls = calls;
        this.connection = connection;
        this.deliversEvents = deliversEvents;
    }

    /** Connects by the rule of {@link HypervisorUri}, in one step. */
    public static Hypervisor connect() {
        if (HypervisorUri.systemSocketIsOpenToUs()) {
            try {
                return connect(HypervisorUri.SYSTEM);
            } catch (HostException refusedOrDead) {
                return connect(HypervisorUri.SESSION);
            }
        }
        return connect(HypervisorUri.SESSION);
    }

    /**
     * Connects without events, for one quick command.
     * Throws HYPERVISOR_UNREACHABLE or HYPERVISOR_NOT_PERMITTED, with libvirt's own words.
     */
    public static Hypervisor connect(String uri) {
        return open(uri, false);
    }

    /**
     * Connects for a longer stay: events are delivered, and a dead peer is noticed. Starts the event loop, which
     * libvirt needs before it connects; see {@link EventLoop}. Throws as {@link #connect(String)}.
     */
    public static Hypervisor connectWithEvents(String uri) {
        EventLoop.ensureRunning();
        Hypervisor hypervisor = open(uri, true);
        EventLoop.keepAlive(hypervisor.connection);
        return hypervisor;
    }

    private static Hypervisor open(String uri, boolean deliversEvents) {
        LibvirtCalls calls = LibvirtLibrary.calls();
        Pointer pointer = calls.virConnectOpen(uri);
        if (pointer != null) {
            NativeHandle connection = new NativeHandle(NativeHandle.Kind.CONNECTION, pointer, "the connection to " + uri);
            return new Hypervisor(calls, connection, deliversEvents);
        }
        LibvirtError error = LibvirtError.last();
        if (error.isRefusal()) {
            throw new HostException(HostError.HYPERVISOR_NOT_PERMITTED,
                    "libvirt at " + uri + " refuses this user: " + error.words() + ".",
                    "join the group libvirt and log in again: sudo adduser $USER libvirt", null);
        }
        throw new HostException(HostError.HYPERVISOR_UNREACHABLE,
                "libvirt at " + uri + " does not answer: " + error.words() + ".", "slipway doctor", null);
    }

    /** The URI libvirt says we are connected to. */
    public String uri() {
        try (NativeHandle.Use use = connection.use()) {
            String uri = LibvirtLibrary.takeText(calls.virConnectGetURI(use.pointer()));
            if (uri == null) {
                throw LibvirtError.failure("The URI of " + connection.name() + " cannot be read");
            }
            return uri;
        }
    }

    /** The version of the libvirt we are connected to, such as {@code 9.0.0}. */
    public String libvirtVersion() {
        LongByReference version = new LongByReference();
        try (NativeHandle.Use use = connection.use()) {
            if (calls.virConnectGetLibVersion(use.pointer(), version) < 0) {
                throw LibvirtError.failure("The version of libvirt cannot be read");
            }
        }
        return dotted(version.getValue());
    }

    /** The hypervisor's name and version, such as {@code QEMU 7.2.22}. */
    public String hypervisorVersion() {
        LongByReference version = new LongByReference();
        try (NativeHandle.Use use = connection.use()) {
            String type = calls.virConnectGetType(use.pointer());
            if (calls.virConnectGetVersion(use.pointer(), version) < 0) {
                throw LibvirtError.failure("The version of the hypervisor cannot be read");
            }
            return type + " " + dotted(version.getValue());
        }
    }

    private static String dotted(long version) {
        return version / MILLION + "." + version % MILLION / THOUSAND + "." + version % THOUSAND;
    }

    /** Whether the other end is still there, as far as libvirt knows. */
    public boolean isAlive() {
        try (NativeHandle.Use use = connection.use()) {
            return calls.virConnectIsAlive(use.pointer()) == 1;
        }
    }

    /**
     * Makes a persistent domain, or replaces the definition of the one of that name and UUID. libvirt passes over elements it does
     * not know; checking against its schema would take 5 to 10 ms more than the 2 ms this takes.
     */
    public GuestDomain define(String xml) {
        try (NativeHandle.Use use = connection.use()) {
            Pointer pointer = calls.virDomainDefineXMLFlags(use.pointer(), xml, 0);
            if (pointer == null) {
                throw LibvirtError.failure("libvirt does not accept the domain");
            }
            return new GuestDomain(calls, connection, deliversEvents, pointer, calls.virDomainGetName(pointer));
        }
    }

    /** The domain of a name, or nothing. */
    public Optional<GuestDomain> find(String name) {
        try (NativeHandle.Use use = connection.use()) {
            Pointer pointer = calls.virDomainLookupByName(use.pointer(), name);
            if (pointer != null) {
                return Optional.of(new GuestDomain(calls, connection, deliversEvents, pointer, name));
            }
        }
        LibvirtError error = LibvirtError.last();
        if (error.code() == LibvirtError.NO_DOMAIN) {
            return Optional.empty();
        }
        throw error.asException("The domain '" + name + "' cannot be looked up");
    }

    /** The domain of a name; throws DOMAIN_NOT_FOUND. */
    public GuestDomain require(String name) {
        return find(name).orElseThrow(() -> new HostException(HostError.DOMAIN_NOT_FOUND,
                "libvirt knows no domain '" + name + "'."));
    }

    /** Every domain, running or not, with its state, in one round trip. */
    public List<DomainSummary> domains() {
        List<DomainSummary> domains = new ArrayList<>();
        for (StatsRecord stats : StatsRecord.ofAll(connection, StatsRecord.STATE)) {
            domains.add(new DomainSummary(stats.name(), UUID.fromString(stats.uuid()),
                    DomainStatus.of(stats.status(), stats.reason())));
        }
        return domains;
    }

    /**
     * The same as they are or were a moment ago, without a round trip where a long-lived process watches them: to list what there
     * is. Before something is done because of a state, the domain itself is asked.
     */
    public List<DomainSummary> recentDomains() {
        DomainWatch by = watch;
        return by == null ? domains() : by.domains(this::domains);
    }

    /** Has the states of domains watched by this one, which is not this connection's to close. */
    void watchedBy(DomainWatch domains) {
        watch = domains;
    }

    /** What every domain uses, in one round trip. */
    public List<DomainStats> stats() {
        List<DomainStats> all = new ArrayList<>();
        for (StatsRecord record : StatsRecord.ofAll(connection, StatsReader.GROUPS)) {
            all.add(StatsReader.read(record));
        }
        return all;
    }

    /** The host behind this connection, and what its hypervisor can do. */
    public HypervisorHost host() {
        return new HypervisorHost(connection);
    }

    /** The networks that libvirt runs. */
    public Networks networks() {
        return new Networks(connection);
    }

    /** The filters that libvirt has for guests' network cards. */
    public NetworkFilters networkFilters() {
        return new NetworkFilters(connection);
    }

    /** The addresses a libvirt network has given to guests. */
    public List<DhcpLease> dhcpLeases(String network) {
        return DhcpLease.of(connection, network, null);
    }

    /** The addresses a libvirt network has given to the guest with this hardware address. */
    public List<DhcpLease> dhcpLeases(String network, String mac) {
        return DhcpLease.of(connection, network, mac);
    }

    /**
     * The events of every domain, until their subscriptions or this connection are closed.
     * Only for connections made by {@link #connectWithEvents}.
     */
    public DomainEvents events() {
        if (!deliversEvents) {
            throw new IllegalStateException(connection.name() + " was made without events");
        }
        return new DomainEvents(connection);
    }

    /** Tells of every change in a domain's life: {@link DomainEvents#onLifecycle}. */
    public EventSubscription onLifecycle(Consumer<LifecycleEvent> consumer) {
        return events().onLifecycle(consumer);
    }

    /**
     * Tells when the other end goes away; to be closed before this connection is. Only for connections made by
     * {@link #connectWithEvents}.
     */
    public ConnectionLoss onLost(Runnable lost) {
        if (!deliversEvents) {
            throw new IllegalStateException(connection.name() + " was made without events");
        }
        return ConnectionLoss.watch(connection, lost);
    }

    /** Disconnects. Handles of domains stay usable until they are closed themselves. */
    @Override
    public void close() {
        connection.close();
    }
}
