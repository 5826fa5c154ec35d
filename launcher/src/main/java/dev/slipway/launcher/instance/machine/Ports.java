package dev.slipway.launcher.instance.machine;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.launcher.domain.PortForward;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.record.ReservedPort;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.network.FreePorts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives instances the ports of this host that lead into them. */
final class Ports {

    /**
     * Reserves what a new instance asks for.
     *
     * @param ssh whether it gets a port for ssh where it does not ask for one
     */
    List<PortForward> reserve(Change change, InstanceId id, List<ForwardRequest> requests, boolean ssh) {
        List<ForwardRequest> all = new ArrayList<>(requests);
        if (ssh && requests.stream().noneMatch(request -> request.guestPort() == NetworkInterface.SSH)) {
            all.add(ForwardRequest.SSH);
        }
        List<PortForward> forwards = new ArrayList<>();
        for (ForwardRequest request : all) {
            int port = free(change, id, request.hostPort());
            change.insert(ReservedPort.TABLE, new ReservedPort(port, id));
            forwards.add(PortForward.onLoopback(port, request.guestPort()));
        }
        return forwards;
    }

    /**
     * The ports of an instance that is started again: those it had, but for any that another program, or the instance it
     * yielded them to, has taken meanwhile, in whose place it gets another one.
     */
    List<PortForward> renew(Change change, InstanceId id, List<PortForward> before) {
        List<PortForward> forwards = new ArrayList<>();
        for (PortForward had : before) {
            Optional<InstanceId> owner = owner(change, had.hostPort());
            if (owner.isEmpty() && FreePorts.isFree(had.hostPort())) {
                change.insert(ReservedPort.TABLE, new ReservedPort(had.hostPort(), id));
                forwards.add(had);
            } else if (owner.equals(Optional.of(id)) && FreePorts.isFree(had.hostPort())) {
                forwards.add(had);
            } else {
                if (owner.equals(Optional.of(id))) {
                    change.delete(ReservedPort.TABLE, Integer.toString(had.hostPort()));
                }
                int port = free(change, id, Optional.empty());
                change.insert(ReservedPort.TABLE, new ReservedPort(port, id));
                forwards.add(PortForward.onLoopback(port, had.guestPort()));
            }
        }
        return forwards;
    }

    private static int free(Change change, InstanceId id, Optional<Integer> asked) {
        Set<Integer> taken = new HashSet<>();
        if (asked.isPresent()) {
            if (isReserved(change, asked.get())) {
                taken.add(asked.get());
            }
            return FreePorts.require(asked.get(), taken);
        }
        int port = FreePorts.choose(taken, id.hashCode());
        while (isReserved(change, port)) {
            taken.add(port);
            port = FreePorts.choose(taken, id.hashCode());
        }
        return port;
    }

    private static boolean isReserved(Change change, int port) {
        return owner(change, port).isPresent();
    }

    private static Optional<InstanceId> owner(Change change, int port) {
        return change.find(ReservedPort.TABLE, Integer.toString(port)).map(stored -> stored.document().instanceId());
    }

    /** Reserves what an instance has reserved, when its record is restored. */
    static void restore(Change change, InstanceId id, List<PortForward> forwards) {
        for (PortForward forward : forwards) {
            if (!isReserved(change, forward.hostPort())) {
                change.insert(ReservedPort.TABLE, new ReservedPort(forward.hostPort(), id));
            }
        }
    }

    /** Gives the ports of an instance back. */
    void release(Change change, InstanceId id) {
        for (Stored<ReservedPort> port : change.list(ReservedPort.TABLE, Query.all().where("instance", id))) {
            change.delete(ReservedPort.TABLE, Integer.toString(port.document().port()));
        }
    }
}
