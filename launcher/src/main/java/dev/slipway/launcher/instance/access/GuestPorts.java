package dev.slipway.launcher.instance.access;

import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.launcher.domain.PortForward;
import dev.slipway.launcher.instance.machine.GuestAddresses;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.network.NetworkKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** Where TCP ports of guests are reached from this host, and whether they are open. */
public final class GuestPorts {

    private static final String ANY_ADDRESS = "0.0.0.0";
    private static final int CONNECT_MILLIS = 3000;
    private static final int LOOK_MILLIS = 50;
    private static final int LOOKS = 40;

    private final Machines machines;
    private final GuestAddresses addresses;

    GuestPorts(Machines machines, InstanceRecords records) {
        this.machines = machines;
        this.addresses = new GuestAddresses(machines, records);
    }

    /**
     * Where to connect to.
     *
     * @param forwarded whether QEMU takes the connection on its own host, and the guest after it
     */
    public record Place(String host, int port, boolean forwarded) {
    }

    /** Where a port of a guest is reached: by a forward, or at an address of the guest that is known. */
    Optional<Place> where(Instance instance, int port) {
        for (NetworkInterface each : instance.interfaces()) {
            Optional<Place> forwarded = forwarded(each, port);
            if (forwarded.isPresent()) {
                return forwarded;
            }
        }
        for (NetworkInterface each : addresses.look(instance).interfaces()) {
            if (each.kind() != NetworkKind.USER && each.privateIpAddress().isPresent()) {
                return Optional.of(new Place(each.privateIpAddress().get(), port, false));
            }
        }
        return Optional.empty();
    }

    private static Optional<Place> forwarded(NetworkInterface user, int port) {
        for (PortForward forward : user.forwards()) {
            if (forward.guestPort() == port) {
                String host = forward.hostAddress().equals(ANY_ADDRESS) ? PortForward.LOOPBACK : forward.hostAddress();
                return Optional.of(new Place(host, forward.hostPort(), true));
            }
        }
        return Optional.empty();
    }

    /** Whether the guest takes a connection on a port now. */
    boolean isOpen(Instance instance, int port) {
        Optional<Place> place = where(instance, port);
        if (place.isEmpty()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.get().host(), place.get().port()), CONNECT_MILLIS);
            return !place.get().forwarded() || isTaken(instance, socket, place.get().port());
        } catch (IOException e) {
            return false;
        }
    }

    /** What the guest sends proves it, and so does QEMU's list; a guest that refuses makes QEMU hang up. */
    private boolean isTaken(Instance instance, Socket socket, int hostPort) throws IOException {
        socket.setSoTimeout(LOOK_MILLIS);
        for (int look = 0; look < LOOKS; look++) {
            try {
                return socket.getInputStream().read() >= 0;
            } catch (SocketTimeoutException e) {
                try (GuestDomain domain = machines.require(instance.instanceId())) {
                    if (domain.userConnections().stream().anyMatch(each -> each.hostPort() == hostPort && each.isTaken())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
