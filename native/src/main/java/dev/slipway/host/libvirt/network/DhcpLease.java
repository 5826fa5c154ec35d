package dev.slipway.host.libvirt.network;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.NetworkCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An address that a libvirt network has given to a guest.
 *
 * @param bridge the host's bridge it was given on
 * @param mac the guest's hardware address
 * @param hostname the name the guest gave itself
 */
public record DhcpLease(String bridge, String mac, GuestAddress address, Optional<String> hostname, Instant expires) {

    // struct _virNetworkDHCPLease { char *iface; long long expirytime; int type; char *mac; char *iaid; char *ipaddr;
    //                               unsigned int prefix; char *hostname; char *clientid; }
    private static final int EXPIRY_OFFSET = 8;
    private static final int MAC_OFFSET = 24;
    private static final int ADDRESS_OFFSET = 40;
    private static final int PREFIX_OFFSET = 48;
    private static final int HOSTNAME_OFFSET = 56;

    /** The leases of a network, of one hardware address or (null) of all ({@code virNetworkGetDHCPLeases}). */
    public static List<DhcpLease> of(NativeHandle connection, String network, String mac) {
        try (NativeHandle handle = lookUp(connection, network); NativeHandle.Use use = handle.use()) {
            PointerByReference result = new PointerByReference();
            int count = NetworkCalls.get().virNetworkGetDHCPLeases(use.pointer(), mac, result, 0);
            if (count < 0) {
                throw LibvirtError.failure("The leases of " + handle.name() + " cannot be read");
            }
            List<DhcpLease> leases = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Pointer lease = result.getValue().getPointer((long) i * Native.POINTER_SIZE);
                leases.add(read(lease));
                NetworkCalls.get().virNetworkDHCPLeaseFree(lease);
            }
            if (result.getValue() != null) {
                Native.free(Pointer.nativeValue(result.getValue()));
            }
            return leases;
        }
    }

    private static NativeHandle lookUp(NativeHandle connection, String network) {
        return Networks.lookUp(connection, network)
                .orElseThrow(() -> LibvirtError.failure("The network '" + network + "' cannot be used"));
    }

    private static DhcpLease read(Pointer lease) {
        return new DhcpLease(
                text(lease, 0),
                text(lease, MAC_OFFSET),
                new GuestAddress(text(lease, ADDRESS_OFFSET), lease.getInt(PREFIX_OFFSET)),
                Optional.ofNullable(text(lease, HOSTNAME_OFFSET)),
                Instant.ofEpochSecond(lease.getLong(EXPIRY_OFFSET)));
    }

    private static String text(Pointer lease, int offset) {
        Pointer text = lease.getPointer(offset);
        return text == null ? null : text.getString(0);
    }
}
