package dev.slipway.launcher.vpc;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.network.NetworkKind;
import java.util.Optional;

/**
 * A network of the host, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html">Subnet</a>.
 *
 * @param kind how its instances reach others
 * @param source the libvirt network; empty for {@code user}
 * @param cidrBlock its addresses
 * @param availableIpAddressCount how many are left
 * @param isDefault whether instances are on it that ask for none
 */
public record Subnet(String subnetId, NetworkKind kind, Optional<String> source, String cidrBlock, int availableIpAddressCount,
        boolean isDefault) {

    public Subnet {
        requireNonNull(subnetId, "subnetId");
        requireNonNull(kind, "kind");
        requireNonNull(source, "source");
        requireNonNull(cidrBlock, "cidrBlock");
    }

    /** What {@code --network} calls it. */
    public String network() {
        return kind.word() + source.map(name -> ":" + name).orElse("");
    }
}
