package dev.slipway.launcher.imds.tree;

import dev.slipway.launcher.imds.tree.Node.Folder;
import dev.slipway.launcher.instance.metadata.MetadataSubject;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.network.IpBlock;
import dev.slipway.launcher.network.NetworkIds;
import dev.slipway.launcher.network.NetworkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code network}: the instance's cards, by their hardware addresses. */
final class NetworkLeaves {

    private final MetadataSubject subject;
    private final Instance instance;
    private final Map<String, IpBlock> subnets;

    NetworkLeaves(MetadataSubject subject, Map<String, IpBlock> subnets) {
        this.subject = subject;
        this.instance = subject.instance();
        this.subnets = subnets;
    }

    /** Empty for an instance without cards. */
    Folder folder() {
        Folder macs = new Folder();
        for (NetworkInterface card : instance.interfaces()) {
            macs.put(card.mac(), card(card));
        }
        return new Folder().folder("interfaces", new Folder().folder("macs", macs));
    }

    /** The card's IPv4 address, as far as anybody knows it. */
    static Optional<String> address(NetworkInterface card) {
        return card.privateIpAddress().filter(address -> address.indexOf(':') < 0);
    }

    private Folder card(NetworkInterface card) {
        NetworkIds place = new NetworkIds(subject.placement().region());
        Optional<String> block = card.kind() == NetworkKind.NAT
                ? Optional.ofNullable(subnets.get(card.source().orElseThrow())).map(IpBlock::toString) : Optional.empty();
        Folder leaves = new Folder();
        leaves.leaf("device-number", Integer.toString(card.deviceIndex()));
        leaves.leaf("interface-id", NetworkIds.networkInterface(instance.instanceId().value(), card.deviceIndex()));
        leaves.leaf("local-hostname", instance.hostname());
        leaves.leaf("local-ipv4s", address(card));
        leaves.leaf("mac", card.mac());
        leaves.leaf("owner-id", instance.ownerId().value());
        if (!card.groups().isEmpty()) {
            List<String> ids = new ArrayList<>();
            List<String> names = new ArrayList<>();
            card.groups().forEach(id -> {
                ids.add(id.value());
                names.add(subject.groupNames().getOrDefault(id.value(), id.value()));
            });
            leaves.leaf("security-group-ids", String.join("\n", ids));
            leaves.leaf("security-groups", String.join("\n", names));
        }
        leaves.leaf("subnet-id", place.subnet(card.kind(), card.source()));
        leaves.leaf("subnet-ipv4-cidr-block", block);
        leaves.leaf("vpc-id", place.vpc());
        leaves.leaf("vpc-ipv4-cidr-block", block);
        leaves.leaf("vpc-ipv4-cidr-blocks", block);
        return leaves;
    }
}
