package dev.slipway.launcher.instance.machine;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.network.AddressPool;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.securitygroup.SecurityGroupId;
import java.util.List;
import java.util.Optional;

/**
 * A network interface that an instance is to have, with everything decided but what only the launch's transaction can
 * give: its ports, and its place in the host's networks.
 *
 * @param kind how it reaches others
 * @param source the libvirt network or the bridge; empty for {@code user}
 * @param privateIpAddress the address that was asked for
 * @param pool what its network has for it; empty where nobody gives out addresses that could be kept for it
 * @param groups the security groups it is in
 * @param forwards ports of this host that are to lead into the guest
 */
public record InterfacePlan(
        NetworkKind kind,
        Optional<String> source,
        Optional<String> privateIpAddress,
        Optional<AddressPool> pool,
        List<SecurityGroupId> groups,
        List<ForwardRequest> forwards) {

    public InterfacePlan {
        requireNonNull(kind, "kind");
        requireNonNull(source, "source");
        requireNonNull(privateIpAddress, "privateIpAddress");
        requireNonNull(pool, "pool");
        groups = List.copyOf(groups);
        forwards = List.copyOf(forwards);
    }
}
