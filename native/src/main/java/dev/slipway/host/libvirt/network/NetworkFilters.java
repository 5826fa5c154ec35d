package dev.slipway.host.libvirt.network;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.NetworkCalls;
import java.util.ArrayList;
import java.util.List;

/**
 * libvirt's filters for guests' network cards, see https://libvirt.org/formatnwfilter.html. Lives as long as the connection.
 * Every method may throw HYPERVISOR_FAILED with libvirt's own words.
 */
public final class NetworkFilters {

    private final NativeHandle connection;

    /** Made by {@code Hypervisor.networkFilters()}. */
    public NetworkFilters(NativeHandle connection) {
        this.connection = connection;
    }

    /** The names of all filters ({@code virConnectListAllNWFilters}). */
    public List<String> names() {
        PointerByReference result = new PointerByReference();
        int count;
        try (NativeHandle.Use use = connection.use()) {
            count = NetworkCalls.get().virConnectListAllNWFilters(use.pointer(), result, 0);
        }
        if (count < 0) {
            throw LibvirtError.failure("The network filters cannot be listed");
        }
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Pointer filter = result.getValue().getPointer((long) i * Native.POINTER_SIZE);
            names.add(NetworkCalls.get().virNWFilterGetName(filter));
            NetworkCalls.get().virNWFilterFree(filter);
        }
        if (result.getValue() != null) {
            Native.free(Pointer.nativeValue(result.getValue()));
        }
        return names;
    }

    /**
     * Makes a filter, or replaces the one of that name and UUID; guests that run behind it follow before this returns
     * ({@code virNWFilterDefineXML}).
     *
     * @param name how an error calls it
     */
    public void define(String name, String xml) {
        try (NativeHandle.Use use = connection.use()) {
            Pointer filter = NetworkCalls.get().virNWFilterDefineXML(use.pointer(), xml);
            if (filter == null) {
                throw LibvirtError.failure("libvirt does not accept the network filter '" + name + "'");
            }
            NetworkCalls.get().virNWFilterFree(filter);
        }
    }

    /** Forgets a filter; does nothing where there is none ({@code virNWFilterUndefine}). libvirt refuses one that is in use. */
    public void undefine(String name) {
        try (NativeHandle.Use use = connection.use()) {
            Pointer filter = NetworkCalls.get().virNWFilterLookupByName(use.pointer(), name);
            if (filter == null) {
                LibvirtError error = LibvirtError.last();
                if (error.code() != LibvirtError.NO_NWFILTER) {
                    throw error.asException("The network filter '" + name + "' cannot be looked up");
                }
                return;
            }
            try {
                if (NetworkCalls.get().virNWFilterUndefine(filter) < 0) {
                    LibvirtError error = LibvirtError.last();
                    if (error.code() != LibvirtError.NO_NWFILTER) {
                        throw error.asException("The network filter '" + name + "' cannot be removed");
                    }
                }
            } finally {
                NetworkCalls.get().virNWFilterFree(filter);
            }
        }
    }
}
