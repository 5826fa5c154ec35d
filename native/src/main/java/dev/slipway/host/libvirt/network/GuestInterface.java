package dev.slipway.host.libvirt.network;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.UnboundCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A guest's network interface with its addresses.
 *
 * @param name its name on the host, or in the guest where the agent was asked
 * @param mac its hardware address; the loopback has none, or zeros
 */
public record GuestInterface(String name, Optional<String> mac, List<GuestAddress> addresses) {

    // struct _virDomainInterface { char *name; char *hwaddr; unsigned int naddrs; virDomainIPAddressPtr addrs; }
    private static final int MAC_OFFSET = 8;
    private static final int COUNT_OFFSET = 16;
    private static final int ADDRESSES_OFFSET = 24;
    // struct _virDomainInterfaceIPAddress { int type; char *addr; unsigned int prefix; }
    private static final int ADDRESS_OFFSET = 8;
    private static final int PREFIX_OFFSET = 16;
    private static final int ADDRESS_SIZE = 24;

    public GuestInterface {
        addresses = List.copyOf(addresses);
    }

    /**
     * The interfaces of a running domain ({@code virDomainInterfaceAddresses}).
     * Throws AGENT_UNAVAILABLE when the agent is asked and does not answer.
     */
    public static List<GuestInterface> of(String domain, NativeHandle handle, AddressSource source) {
        PointerByReference result = new PointerByReference();
        int count;
        try (NativeHandle.Use use = handle.use()) {
            count = LibvirtJava.calls().virDomainInterfaceAddresses(LibvirtJava.domain(use), result, source.number(), 0);
        }
        if (count < 0) {
            LibvirtError error = LibvirtError.last();
            if (source == AddressSource.AGENT && error.isAgentSilence()) {
                throw new HostException(HostError.AGENT_UNAVAILABLE,
                        "The guest agent of the domain '" + domain + "' does not answer: " + error.words() + ".");
            }
            throw error.ofDomain(domain, "has no readable addresses");
        }
        List<GuestInterface> interfaces = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Pointer pointer = result.getValue().getPointer((long) i * Native.POINTER_SIZE);
            interfaces.add(read(pointer));
            UnboundCalls.get().virDomainInterfaceFree(pointer);
        }
        if (count > 0) {
            Native.free(Pointer.nativeValue(result.getValue()));
        }
        return interfaces;
    }

    private static GuestInterface read(Pointer pointer) {
        int count = pointer.getInt(COUNT_OFFSET);
        Pointer array = pointer.getPointer(ADDRESSES_OFFSET);
        List<GuestAddress> addresses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Pointer address = array.share((long) i * ADDRESS_SIZE);
            addresses.add(new GuestAddress(
                    address.getPointer(ADDRESS_OFFSET).getString(0), address.getInt(PREFIX_OFFSET)));
        }
        Pointer mac = pointer.getPointer(MAC_OFFSET);
        return new GuestInterface(pointer.getPointer(0).getString(0),
                mac == null ? Optional.empty() : Optional.of(mac.getString(0)), addresses);
    }
}
