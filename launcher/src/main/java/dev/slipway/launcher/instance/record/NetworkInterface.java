package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.domain.PortForward;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.securitygroup.SecurityGroupId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network interface of an instance, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceNetworkInterface.html">InstanceNetworkInterface</a>.
 *
 * @param deviceIndex its place among the instance's, from 0
 * @param kind how it reaches others
 * @param source the libvirt network or the bridge it is on; empty for {@code user}
 * @param mac its hardware address
 * @param privateIpAddress the address that was asked for, or last seen
 * @param groups the security groups it is in; none for {@code user}, whom nobody reaches
 * @param forwards ports of this host that lead to ports of the guest; for {@code user} only
 */
public record NetworkInterface(
        int deviceIndex,
        NetworkKind kind,
        Optional<String> source,
        String mac,
        Optional<String> privateIpAddress,
        List<SecurityGroupId> groups,
        List<PortForward> forwards) {

    /** Where a guest's ssh server listens. */
    public static final int SSH = 22;

    public NetworkInterface {
        requireNonNull(kind, "kind");
        source = source == null ? Optional.empty() : source;
        requireNonNull(mac, "mac");
        privateIpAddress = privateIpAddress == null ? Optional.empty() : privateIpAddress;
        groups = groups == null ? List.of() : List.copyOf(groups);
        forwards = forwards == null ? List.of() : List.copyOf(forwards);
        if (deviceIndex < 0) {
            throw new IllegalArgumentException("deviceIndex begins with 0: " + deviceIndex);
        }
        if (source.isPresent() == (kind == NetworkKind.USER)) {
            throw new IllegalArgumentException(kind + " with the source " + source);
        }
    }

    /** One on QEMU's own network stack. */
    public static NetworkInterface user(int deviceIndex, String mac, List<PortForward> forwards) {
        return new NetworkInterface(
                deviceIndex, NetworkKind.USER, Optional.empty(), mac, Optional.empty(), List.of(), forwards);
    }

    /** The same interface with other ports. */
    public NetworkInterface withForwards(List<PortForward> next) {
        return new NetworkInterface(deviceIndex, kind, source, mac, privateIpAddress, groups, next);
    }

    /** The same interface in other security groups. */
    public NetworkInterface withGroups(List<SecurityGroupId> next) {
        return new NetworkInterface(deviceIndex, kind, source, mac, privateIpAddress, next, forwards);
    }

    /** The same interface at an address. */
    public NetworkInterface withAddress(Optional<String> address) {
        return new NetworkInterface(deviceIndex, kind, source, mac, address, groups, forwards);
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
