package dev.slipway.launcher.instance.metadata;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.seed.Placement;
import dev.slipway.launcher.seed.UserData;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that an instance is told about itself.
 *
 * @param placement where it is
 * @param groupNames the names of its security groups, by their ids
 * @param publicKeys who may log in, in OpenSSH's form
 * @param manifestPath the bundle its image's root is unpacked from, where that is an instance store
 */
public record MetadataSubject(Instance instance, Placement placement, Map<String, String> groupNames, List<String> publicKeys,
        UserData userData, Optional<String> manifestPath) {

    public MetadataSubject {
        requireNonNull(instance, "instance");
        requireNonNull(placement, "placement");
        groupNames = Map.copyOf(groupNames);
        publicKeys = List.copyOf(publicKeys);
        requireNonNull(userData, "userData");
        requireNonNull(manifestPath, "manifestPath");
    }
}
