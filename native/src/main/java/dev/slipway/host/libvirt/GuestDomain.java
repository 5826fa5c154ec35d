package dev.slipway.host.libvirt;

import com.sun.jna.Pointer;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.binding.LibvirtCalls;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.StatsRecord;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A domain ({@code virDomainPtr}): its life, state and definition. Whoever got it closes it, which does nothing to the
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
    private final NativeHandle handle;
    private final String name;

    GuestDomain(LibvirtCalls calls, Pointer pointer, String name) {
        this.calls = calls;
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
                throw failure("cannot be destroyed", error);
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
                throw failure("cannot be undefined", error);
            }
        }
    }

    private HostException failure(String what) {
        return failure(what, LibvirtError.last());
    }

    private HostException failure(String what, LibvirtError error) {
        if (error.code() == LibvirtError.NO_DOMAIN) {
            return new HostException(HostError.DOMAIN_NOT_FOUND, "The domain '" + name + "' is gone.");
        }
        return error.asException("The domain '" + name + "' " + what);
    }

    /** Lets go of this handle; the domain stays as it is. */
    @Override
    public void close() {
        handle.close();
    }
}
