package dev.slipway.launcher.vpc;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.network.NetworkIds;
import java.util.List;

/**
 * The one VPC of a region, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html">Vpc</a>: what its subnets are, it is.
 *
 * @param zone that all its subnets are in
 */
public record Vpc(NetworkIds ids, AccountId ownerId, String zone, List<Subnet> subnets) {

    public Vpc {
        subnets = List.copyOf(subnets);
    }

    /** The addresses of its subnets, those of the usual one first; each once. */
    public List<String> cidrBlocks() {
        return subnets.stream().sorted((a, b) -> Boolean.compare(b.isDefault(), a.isDefault())).map(Subnet::cidrBlock).distinct().toList();
    }
}
