package dev.slipway.launcher.network;

import dev.slipway.host.net.ForeignListener;
import dev.slipway.host.net.LocalDelivery;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where guests look for EC2's instance metadata service. See docs/decisions/0016-how-metadata-is-reached.md. */
public final class MetadataAddress {

    /** The address, in EC2 and elsewhere. */
    public static final String TEXT = "169.254.169.254";
    /** The port. */
    public static final int PORT = 80;

    /** Of the routing table, and of the place of the rules: before those of whoever else has any. */
    private static final int TABLE = 169;

    private MetadataAddress() {
    }

    /** The address. */
    public static InetAddress address() {
        try {
            return InetAddress.getByName(TEXT);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("no name is looked up for an address", e);
        }
    }

    /** What brings the packets of guests to this host. */
    public static LocalDelivery delivery() {
        return new LocalDelivery(address(), TABLE);
    }

    /** Whether a server answers there. */
    public static boolean isServed() {
        return ForeignListener.isThere(address(), PORT);
    }
}
