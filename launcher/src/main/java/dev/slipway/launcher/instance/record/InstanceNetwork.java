package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.domain.PortForward;
import java.util.List;
import java.util.OptionalInt;

/**
 * An instance's place on user networking.
 *
 * @param mac the hardware address of its interface
 * @param forwards ports of this host that lead to ports of the guest
 */
public record InstanceNetwork(String mac, List<PortForward> forwards) {

    /** Where a guest's ssh server listens. */
    public static final int SSH = 22;

    public InstanceNetwork {
        requireNonNull(mac, "mac");
        forwards = forwards == null ? List.of() : List.copyOf(forwards);
    }

    /** The port of 127.0.0.1 that leads to the guest's ssh server. */
    public OptionalInt sshPort() {
        for (PortForward forward : forwards) {
            if (forward.guestPort() == SSH) {
                return OptionalInt.of(forward.hostPort());
            }
        }
        return OptionalInt.empty();
    }
}
