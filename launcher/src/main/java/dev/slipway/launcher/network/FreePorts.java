package dev.slipway.launcher.network;

import static dev.slipway.launcher.errors.LauncherError.PORT_UNAVAILABLE;

import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;

/**
 * Finds ports of 127.0.0.1 for forwards. Between the answer and QEMU's taking the port another process may take it;
 * launches of Slipway exclude one another through the ports written in instance records, which they pass as taken.
 */
public final class FreePorts {

    /**
     * Where ports are chosen from: above the well-known ones, and below those that Linux lends to outgoing connections
     * (from 32768), one of which could sit on the port of a stopped instance when it is started again.
     */
    static final int FIRST = 20_000;
    static final int LAST = 31_999;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private FreePorts() {
    }

    /**
     * A free port that is not among the taken.
     *
     * @param salt anything that differs between launches, such as the hash of an instance id: where the search begins,
     *     so that simultaneous launches seldom meet
     * @throws LauncherException {@code PortUnavailable} when there is none
     */
    public static int choose(Set<Integer> taken, int salt) {
        int span = LAST - FIRST + 1;
        int begin = Math.floorMod(salt, span);
        for (int i = 0; i < span; i++) {
            int port = FIRST + (begin + i) % span;
            if (!taken.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw new LauncherException(PORT_UNAVAILABLE,
                "No port between " + FIRST + " and " + LAST + " is free on 127.0.0.1.");
    }

    /**
     * Returns the port the user asked for.
     *
     * @throws LauncherException {@code PortUnavailable} when it is taken, or not free, or not this user's to take
     */
    public static int require(int port, Set<Integer> taken) {
        if (taken.contains(port) || !isFree(port)) {
            throw new LauncherException(PORT_UNAVAILABLE, "The port " + port + " of 127.0.0.1 is taken.",
                    "Leave the port of the host out, and a free one is chosen.");
        }
        return port;
    }

    /** Whether nobody listens on this port of 127.0.0.1 now. */
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 1);
            return true;
        } catch (IOException e) {
            // In use, or below 1024 for a user who may not: either way QEMU could not take it.
            return false;
        }
    }
}
