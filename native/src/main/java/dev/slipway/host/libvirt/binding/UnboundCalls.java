package dev.slipway.host.libvirt.binding;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The libvirt calls that libvirt-java does not bind (or binds to a structure where a plain pointer does) and that no launch
 * waits for. Named and typed as in libvirt's C API.
 */
public interface UnboundCalls extends Library {

    int virDomainListGetStats(Pointer[] domains, int stats, PointerByReference records, int flags);

    int virDomainOpenConsole(Pointer domain, String device, Pointer stream, int flags);

    int virDomainBlockPull(Pointer domain, String disk, NativeLong bandwidth, int flags);

    int virDomainGetDiskErrors(Pointer domain, Pointer errors, int max, int flags);

    int virDomainFSFreeze(Pointer domain, String[] mountPoints, int count, int flags);

    int virDomainFSThaw(Pointer domain, String[] mountPoints, int count, int flags);

    int virDomainFSTrim(Pointer domain, String mountPoint, long minimum, int flags);

    int virDomainGetGuestInfo(Pointer domain, int types, PointerByReference parameters, IntByReference count, int flags);

    int virDomainInterfaceFree(Pointer networkInterface);

    /** The one mapping of a process. */
    static UnboundCalls get() {
        return Holder.CALLS;
    }

    /** Puts the loading off until the first use. */
    final class Holder {
        private static final UnboundCalls CALLS = LibvirtLibrary.load(UnboundCalls.class);

        private Holder() {
        }
    }
}
