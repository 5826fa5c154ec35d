package dev.slipway.host.libvirt.agent;

import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.UnboundCalls;

/**
 * A guest's file systems, through the agent: libvirt keeps track of what is frozen. Lives as long as the domain's handle.
 * Throws as {@link GuestAgent} does.
 */
public final class GuestFileSystems {

    private final String domain;
    private final NativeHandle handle;

    /** Made by {@code GuestDomain.fileSystems()}. */
    public GuestFileSystems(String domain, NativeHandle handle) {
        this.domain = domain;
        this.handle = handle;
    }

    /** Writes everything out and holds further writes back; returns how many file systems that were. Thaw them in a finally block. */
    public int freeze() {
        try (NativeHandle.Use use = handle.use()) {
            return counted(UnboundCalls.get().virDomainFSFreeze(use.pointer(), null, 0, 0), "does not freeze its file systems");
        }
    }

    /** Lets writes go on; returns how many file systems were frozen. */
    public int thaw() {
        try (NativeHandle.Use use = handle.use()) {
            return counted(UnboundCalls.get().virDomainFSThaw(use.pointer(), null, 0, 0), "does not thaw its file systems");
        }
    }

    /** Tells the host which blocks the guest no longer uses. */
    public void trim() {
        try (NativeHandle.Use use = handle.use()) {
            counted(UnboundCalls.get().virDomainFSTrim(use.pointer(), null, 0, 0), "does not trim its file systems");
        }
    }

    private int counted(int count, String what) {
        if (count < 0) {
            throw LibvirtAgentLine.failure(domain, LibvirtError.last(), what);
        }
        return count;
    }
}
