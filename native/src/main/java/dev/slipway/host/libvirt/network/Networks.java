package dev.slipway.host.libvirt.network;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.NetworkCalls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The networks that libvirt runs, each by its name. Lives as long as the connection. Every method may throw
 * HYPERVISOR_FAILED with libvirt's own words.
 */
public final class Networks {

    // enum virNetworkUpdateCommand, virNetworkUpdateSection and virNetworkUpdateFlags.
    private static final int ADD_LAST = 3;
    /** VIR_CONNECT_LIST_NETWORKS_ACTIVE. */
    private static final int ONLY_ACTIVE = 2;
    private static final int DELETE = 2;
    private static final int IP_DHCP_HOST = 4;
    private static final int LIVE = 1;
    private static final int CONFIG = 2;
    private static final int ANY_PARENT = -1;

    private final NativeHandle connection;

    /** Made by {@code Hypervisor.networks()}. */
    public Networks(NativeHandle connection) {
        this.connection = connection;
    }

    /** The names of all networks that run ({@code virConnectListAllNetworks}), in their order. */
    public List<String> activeNames() {
        PointerByReference result = new PointerByReference();
        int count;
        try (NativeHandle.Use use = connection.use()) {
            count = NetworkCalls.get().virConnectListAllNetworks(use.pointer(), result, ONLY_ACTIVE);
        }
        if (count < 0) {
            throw LibvirtError.failure("The networks cannot be listed");
        }
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Pointer network = result.getValue().getPointer((long) i * Native.POINTER_SIZE);
            names.add(NetworkCalls.get().virNetworkGetName(network));
            NetworkCalls.get().virNetworkFree(network);
        }
        if (result.getValue() != null) {
            Native.free(Pointer.nativeValue(result.getValue()));
        }
        Collections.sort(names);
        return names;
    }

    /** The network of a name, or nothing ({@code virNetworkLookupByName}). */
    public Optional<LibvirtNetwork> find(String name) {
        Optional<NativeHandle> found = lookUp(connection, name);
        if (found.isEmpty()) {
            LibvirtError error = LibvirtError.last();
            if (error.code() == LibvirtError.NO_NETWORK) {
                return Optional.empty();
            }
            throw error.asException("The network '" + name + "' cannot be looked up");
        }
        try (NativeHandle handle = found.get(); NativeHandle.Use use = handle.use()) {
            String xml = LibvirtLibrary.takeText(NetworkCalls.get().virNetworkGetXMLDesc(use.pointer(), 0));
            if (xml == null) {
                throw LibvirtError.failure("The definition of " + handle.name() + " cannot be read");
            }
            return Optional.of(LibvirtNetwork.of(xml, isActive(handle, use)));
        }
    }

    /**
     * Gives an address of a network to one hardware address alone, now and after the network's next start
     * ({@code virNetworkUpdate}). libvirt refuses an address, a hardware address or a name that has such an entry already.
     */
    public void addHost(String network, DhcpHost host) {
        try (NativeHandle handle = require(network); NativeHandle.Use use = handle.use()) {
            if (update(handle, use, ADD_LAST, host) < 0) {
                throw LibvirtError.failure("The address " + host.address() + " of " + handle.name() + " cannot be reserved");
            }
        }
    }

    /** Takes back what {@link #addHost} gave. Does nothing where the network or the entry is gone. */
    public void removeHost(String network, DhcpHost host) {
        Optional<LibvirtNetwork> there = find(network);
        if (there.isEmpty() || !there.get().hasHost(host.mac())) {
            return;
        }
        try (NativeHandle handle = require(network); NativeHandle.Use use = handle.use()) {
            if (update(handle, use, DELETE, host) < 0) {
                HostException failure =
                        LibvirtError.failure("The address " + host.address() + " of " + handle.name() + " cannot be given back");
                if (find(network).map(now -> now.hasHost(host.mac())).orElse(false)) {
                    throw failure;
                }
            }
        }
    }

    private static int update(NativeHandle handle, NativeHandle.Use use, int command, DhcpHost host) {
        int flags = isActive(handle, use) ? LIVE : 0;
        flags |= NetworkCalls.get().virNetworkIsPersistent(use.pointer()) == 1 ? CONFIG : 0;
        return NetworkCalls.get().virNetworkUpdate(use.pointer(), command, IP_DHCP_HOST, ANY_PARENT, host.xml(), flags);
    }

    private static boolean isActive(NativeHandle handle, NativeHandle.Use use) {
        int active = NetworkCalls.get().virNetworkIsActive(use.pointer());
        if (active < 0) {
            throw LibvirtError.failure("The state of " + handle.name() + " cannot be read");
        }
        return active == 1;
    }

    private NativeHandle require(String network) {
        return lookUp(connection, network)
                .orElseThrow(() -> LibvirtError.failure("The network '" + network + "' cannot be used"));
    }

    /** The handle of a network; where there is none, {@link LibvirtError#last()} tells why. */
    static Optional<NativeHandle> lookUp(NativeHandle connection, String network) {
        try (NativeHandle.Use use = connection.use()) {
            Pointer pointer = NetworkCalls.get().virNetworkLookupByName(use.pointer(), network);
            return pointer == null ? Optional.empty() : Optional.of(
                    new NativeHandle(NativeHandle.Kind.NETWORK, pointer, "the network '" + network + "'"));
        }
    }
}
