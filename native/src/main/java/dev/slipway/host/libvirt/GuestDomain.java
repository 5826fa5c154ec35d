package dev.slipway.host.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.agent.GuestAgent;
import dev.slipway.host.libvirt.agent.GuestFileSystems;
import dev.slipway.host.libvirt.agent.GuestInfo;
import dev.slipway.host.libvirt.binding.LibvirtCalls;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.StatsRecord;
import dev.slipway.host.libvirt.console.ConsoleStream;
import dev.slipway.host.libvirt.console.Screenshot;
import dev.slipway.host.libvirt.device.DomainDevices;
import dev.slipway.host.libvirt.disk.DomainDisks;
import dev.slipway.host.libvirt.network.AddressSource;
import dev.slipway.host.libvirt.network.GuestInterface;
import dev.slipway.host.libvirt.network.UserConnection;
import dev.slipway.host.libvirt.stats.DomainStats;
import dev.slipway.host.libvirt.stats.StatsReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A domain ({@code virDomainPtr}): its life, state and definition, and the doors to its parts. Whoever got it closes it, which does nothing to the
 * domain itself. Several threads may use one at a time. Every method may throw DOMAIN_NOT_FOUND when the domain is gone
 * and HYPERVISOR_FAILED with libvirt's own words.
 */
public final class GuestDomain implements AutoCloseable {

    private static final int DESTROY_GRACEFUL = 1;
    private static final int XML_INACTIVE = 2;
    private static final int UNDEFINE_MANAGED_SAVE = 1;
    private static final int UNDEFINE_SNAPSHOTS_METADATA = 2;
    private static final int UNDEFINE_NVRAM = 4;
    private static final int UNDEFINE_CHECKPOINTS_METADATA = 16;

    private final LibvirtCalls calls;
    private final NativeHandle connection;
    private final boolean deliversEvents;
    private final NativeHandle handle;
    private final String name;

    GuestDomain(LibvirtCalls calls, NativeHandle connection, boolean deliversEvents, Pointer pointer, String name) {
        this.calls = calls;
        this.connection = connection;
        this.deliversEvents = deliversEvents;
        this.name = name;
        this.handle = new NativeHandle(NativeHandle.Kind.DOMAIN, pointer, "the domain '" + name + "'");
    }

    /** The name it has in libvirt. */
    public String name() {
        return name;
    }

    /** Its UUID. */
    public UUID uuid() {
        try (NativeHandle.Use use = handle.use()) {
            return UUID.fromString(StatsRecord.uuidText(use.pointer()));
        }
    }

    /** The number libvirt gave it for this run; empty while it does not run. */
    public OptionalInt id() {
        try (NativeHandle.Use use = handle.use()) {
            int id = calls.virDomainGetID(use.pointer());
            return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
        }
    }

    /** Its XML as it runs, or as it is defined while it does not run. */
    public String xml() {
        return xml(0);
    }

    /** Its XML as it will be at its next start. */
    public String definedXml() {
        return xml(XML_INACTIVE);
    }

    private String xml(int flags) {
        try (NativeHandle.Use use = handle.use()) {
            String xml = LibvirtLibrary.takeText(calls.virDomainGetXMLDesc(use.pointer(), flags));
            if (xml == null) {
                throw failure("has no readable definition");
            }
            return xml;
        }
    }

    /** Its state and the reason. */
    public DomainStatus status() {
        int[] state = new int[1];
        int[] reason = new int[1];
        try (NativeHandle.Use use = handle.use()) {
            if (calls.virDomainGetState(use.pointer(), state, reason, 0) < 0) {
                throw failure("has no readable state");
            }
        }
        return DomainStatus.of(state[0], reason[0]);
    }

    /** Whether a hypervisor process stands behind it. */
    public boolean isActive() {
        try (NativeHandle.Use use = handle.use()) {
            int active = calls.virDomainIsActive(use.pointer());
            if (active < 0) {
                throw failure("has no readable state");
            }
            return active == 1;
        }
    }

    /**
     * Starts it and returns once the guest's processors run.
     * Throws QEMU_DIED with QEMU's own words when QEMU ends before that.
     *
     * @return false when it was running already
     */
    public boolean start() {
        try (NativeHandle.Use use = handle.use()) {
            if (calls.virDomainCreateWithFlags(use.pointer(), 0) == 0) {
                return true;
            }
            LibvirtError error = LibvirtError.last();
            if (calls.virDomainIsActive(use.pointer()) == 1) {
                return false;
            }
            throw StartFailure.of(name, error);
        }
    }

    /** Asks the guest to power itself off, and returns at once; the guest may take its time or refuse. */
    public void shutdown(ShutdownMode mode) {
        try (NativeHandle.Use use = handle.use()) {
            if (calls.virDomainShutdownFlags(use.pointer(), mode.flag()) < 0) {
                throw failure("cannot be asked to shut down");
            }
        }
    }

    /** Pulls the plug. Does nothing to a domain that does not run or is gone. */
    public void destroy() {
        destroy(0);
    }

    /**
     * Ends QEMU by SIGTERM only, so that it flushes what it holds. Fails, and leaves it running, where QEMU does not end in time.
     * Does nothing to a domain that does not run or is gone.
     */
    public void destroyGracefully() {
        destroy(DESTROY_GRACEFUL);
    }

    private void destroy(int flags) {
        try (NativeHandle.Use use = handle.use()) {
            if (calls.virDomainDestroyFlags(use.pointer(), flags) == 0) {
                return;
            }
            LibvirtError error = LibvirtError.last();
            boolean ranNot = error.code() == LibvirtError.NO_DOMAIN
                    || error.code() == LibvirtError.OPERATION_INVALID && calls.virDomainIsActive(use.pointer()) < 1;
            if (!ranNot) {
                throw error.ofDomain(name, "cannot be destroyed");
            }
        }
    }

    /**
     * Forgets the definition, with its NVRAM file, saved state, and libvirt's records of snapshots and checkpoints.
     * The disks stay. Does nothing to a domain that is gone; a running one runs on until it ends.
     */
    public void undefine() {
        int flags = UNDEFINE_MANAGED_SAVE | UNDEFINE_SNAPSHOTS_METADATA;
        try (NativeHandle.Use use = handle.use()) {
            if (calls.virDomainUndefineFlags(use.pointer(), flags | UNDEFINE_NVRAM | UNDEFINE_CHECKPOINTS_METADATA) == 0) {
                return;
            }
            LibvirtError error = LibvirtError.last();
            if (error.code() == LibvirtError.INVALID_ARGUMENT) {
                // libvirt's test driver knows neither NVRAM files nor checkpoints.
                if (calls.virDomainUndefineFlags(use.pointer(), flags) == 0) {
                    return;
                }
                error = LibvirtError.last();
            }
            if (error.code() != LibvirtError.NO_DOMAIN) {
                throw error.ofDomain(name, "cannot be undefined");
            }
        }
    }

    /** Asks the guest to reboot, and returns at once. */
    public void reboot(ShutdownMode mode) {
        try (NativeHandle.Use use = handle.use()) {
            check(LibvirtJava.calls().virDomainReboot(LibvirtJava.domain(use), mode.flag()), "cannot be asked to reboot");
        }
    }

    /** Presses the reset button: the guest is not asked. */
    public void reset() {
        try (NativeHandle.Use use = handle.use()) {
            check(LibvirtJava.calls().virDomainReset(LibvirtJava.domain(use), 0), "cannot be reset");
        }
    }

    /** Holds the guest's processors; its memory stays where it is. */
    public void suspend() {
        try (NativeHandle.Use use = handle.use()) {
            check(LibvirtJava.calls().virDomainSuspend(LibvirtJava.domain(use)), "cannot be suspended");
        }
    }

    /** Lets the guest's processors go on. */
    public void resume() {
        try (NativeHandle.Use use = handle.use()) {
            check(LibvirtJava.calls().virDomainResume(LibvirtJava.domain(use)), "cannot be resumed");
        }
    }

    /** Says whether libvirt starts it when its daemon starts for the first time since the host did. */
    public void setAutostart(boolean autostart) {
        try (NativeHandle.Use use = handle.use()) {
            check(calls.virDomainSetAutostart(use.pointer(), autostart ? 1 : 0), "cannot be started by the host's own start");
        }
    }

    /** Whether libvirt does that. */
    public boolean autostarts() {
        IntByReference autostart = new IntByReference();
        try (NativeHandle.Use use = handle.use()) {
            check(LibvirtJava.calls().virDomainGetAutostart(LibvirtJava.domain(use), autostart),
                    "does not say whether it is started by the host's own start");
        }
        return autostart.getValue() == 1;
    }

    /** The XML element that the domain carries for a namespace, if any. */
    public Optional<String> metadata(String namespace) {
        return DomainMetadata.read(name, handle, namespace);
    }

    /**
     * Has the domain carry an XML element for a namespace, now and after its next start; replaces the one it has.
     *
     * @param prefix the prefix libvirt writes the namespace with
     */
    public void setMetadata(String prefix, String namespace, String xml) {
        DomainMetadata.write(name, handle, prefix, namespace, xml);
    }

    /** Its disks: snapshots, chains and block jobs. */
    public DomainDisks disks() {
        return new DomainDisks(name, handle);
    }

    /** Its devices: adding, removing and changing them. */
    public DomainDevices devices() {
        return new DomainDevices(name, handle);
    }

    /** The agent in the guest. */
    public GuestAgent agent() {
        return GuestAgent.of(name, handle);
    }

    /** The guest's file systems, through its agent. */
    public GuestFileSystems fileSystems() {
        return new GuestFileSystems(name, handle);
    }

    /** What the guest says of itself, through its agent; throws AGENT_UNAVAILABLE. */
    public GuestInfo guestInfo() {
        return GuestInfo.of(name, handle);
    }

    /** The guest's interfaces and addresses; with {@link AddressSource#AGENT}, throws AGENT_UNAVAILABLE. */
    public List<GuestInterface> interfaces(AddressSource source) {
        return GuestInterface.of(name, handle, source);
    }

    /** The TCP connections through its user networks, if it runs and has any. */
    public List<UserConnection> userConnections() {
        return UserConnection.of(name, handle);
    }

    /**
     * Opens its first serial console; the caller closes it. Only for connections made by {@link Hypervisor#connectWithEvents}.
     *
     * @param force throws another session off the console; without it, a console in use is refused
     */
    public ConsoleStream console(boolean force) {
        if (!deliversEvents) {
            throw new IllegalStateException("a console needs a connection with events");
        }
        return ConsoleStream.open(name, connection, handle, force);
    }

    /** A picture of its first screen. */
    public Screenshot screenshot() {
        return Screenshot.of(name, connection, handle);
    }

    /** What it uses. */
    public DomainStats stats() {
        return StatsReader.read(StatsRecord.of(handle, StatsReader.GROUPS));
    }

    private void check(int result, String what) {
        if (result < 0) {
            throw failure(what);
        }
    }

    private HostException failure(String what) {
        return LibvirtError.last().ofDomain(name, what);
    }

    /** Lets go of this handle; the domain stays as it is. */
    @Override
    public void close() {
        handle.close();
    }
}
