package dev.slipway.host.libvirt.binding;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * The calls on libvirt's networks and network filters, named and typed as in its C API. They have an interface of their own
 * because a launch on such a network waits for them, and libvirt-java's takes ten times as long to load; see {@link LibvirtCalls}.
 */
public interface NetworkCalls extends Library {

    Pointer virNetworkLookupByName(Pointer connection, String name);

    int virConnectListAllNetworks(Pointer connection, PointerByReference networks, int flags);

    String virNetworkGetName(Pointer network);

    int virNetworkIsActive(Pointer network);

    int virNetworkIsPersistent(Pointer network);

    Pointer virNetworkGetXMLDesc(Pointer network, int flags);

    int virNetworkUpdate(Pointer network, int command, int section, int parentIndex, String xml, int flags);

    int virNetworkGetDHCPLeases(Pointer network, String mac, PointerByReference leases, int flags);

    void virNetworkDHCPLeaseFree(Pointer lease);

    int virNetworkFree(Pointer network);

    int virConnectListAllNWFilters(Pointer connection, PointerByReference filters, int flags);

    Pointer virNWFilterLookupByName(Pointer connection, String name);

    Pointer virNWFilterDefineXML(Pointer connection, String xml);

    int virNWFilterUndefine(Pointer filter);

    String virNWFilterGetName(Pointer filter);

    int virNWFilterFree(Pointer filter);

    /** The one mapping of a process. */
    static NetworkCalls get() {
        return Holder.CALLS;
    }

    /** Puts the loading off until the first use. */
    final class Holder {
        private static final NetworkCalls CALLS = LibvirtLibrary.load(NetworkCalls.class);

        private Holder() {
        }
    }
}
