package dev.slipway.launcher.imds;

import dev.slipway.host.net.Neighbours;
import dev.slipway.host.net.Neighbours.Neighbour;
import dev.slipway.launcher.instance.metadata.MetadataSubject;
import dev.slipway.launcher.network.IpBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Tells which instance asks. An address alone proves little: it has to be the one that is kept for an instance on the network of the
 * bridge behind which it is now, and that by the hardware address of the instance's own card.
 */
final class Askers {

    private volatile List<ServedNetwork> networks = List.of();

    /** The networks that are served from now on. */
    void serve(List<ServedNetwork> next) {
        networks = List.copyOf(next);
    }

    /** The bridges of the networks that are served. */
    TreeSet<String> bridges() {
        TreeSet<String> bridges = new TreeSet<>();
        networks.forEach(network -> bridges.add(network.bridge()));
        return bridges;
    }

    /** The addresses of the networks, by their names. */
    Map<String, IpBlock> subnets() {
        Map<String, IpBlock> subnets = new HashMap<>();
        networks.forEach(network -> subnets.put(network.name(), network.subnet()));
        return subnets;
    }

    /** The instance at an address; empty for whoever is none of them. */
    Optional<MetadataSubject> find(String address) {
        List<ServedNetwork> now = networks;
        for (Neighbour neighbour : Neighbours.at(address)) {
            for (ServedNetwork network : now) {
                if (network.bridge().equals(neighbour.device())) {
                    Optional<MetadataSubject> found = network.directory().find(network.name(), address, neighbour.mac());
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }
}
