package dev.slipway.launcher.instance.request;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.securitygroup.SecurityGroupId;
import java.util.List;
import java.util.Optional;

/**
 * A network interface to be, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceNetworkInterfaceSpecification.html">InstanceNetworkInterfaceSpecification</a>.
 *
 * @param kind how it reaches others
 * @param source the libvirt network or the bridge it is on; empty for the usual one
 * @param privateIpAddress the address it is to have
 * @param groups security groups by id or name
 * @param forwards ports of this host that are to lead into the guest
 */
public record InterfaceRequest(
        NetworkKind kind,
        Optional<String> source,
        Optional<String> privateIpAddress,
        List<String> groups,
        List<ForwardRequest> forwards) {

    public InterfaceRequest {
        requireNonNull(kind, "kind");
        source = source == null ? Optional.empty() : source;
        privateIpAddress = privateIpAddress == null ? Optional.empty() : privateIpAddress;
        groups = groups == null ? List.of() : List.copyOf(groups);
        forwards = forwards == null ? List.of() : List.copyOf(forwards);
    }

    /** One where another is, with its groups; its address and its ports are its own. */
    public static InterfaceRequest like(NetworkInterface other) {
        return new InterfaceRequest(other.kind(), other.source(), Optional.empty(),
                other.groups().stream().map(SecurityGroupId::value).toList(), List.of());
    }

    /** One of which no more is asked than where it is. */
    public static InterfaceRequest on(NetworkKind kind, Optional<String> source) {
        return new InterfaceRequest(kind, source, Optional.empty(), List.of(), List.of());
    }
}
