package dev.slipway.launcher.doctor;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.network.MetadataAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a metadata server that was killed has left: rules by which guests reach nobody. */
final class MetadataCheck {

    private MetadataCheck() {
    }

    static List<Check> run() {
        try {
            Set<String> bridges = MetadataAddress.delivery().interfaces();
            if (bridges.isEmpty()) {
                return List.of();
            }
            String which = "Guests on " + String.join(", ", bridges) + " are led to this host for their metadata";
            return List.of(MetadataAddress.isServed() ? Check.ok("metadata", which + ", and a server answers.")
                    : Check.warning("metadata", which + ", and no server answers: the last one was killed.",
                            Optional.of("slipway serve")));
        } catch (SlipwayException e) {
            // Without the program that shows rules nobody has made any.
            return List.of();
        }
    }
}
