package dev.slipway.launcher.securitygroup;

import dev.slipway.launcher.domain.Elements;
import dev.slipway.launcher.network.IpBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a security group's rules as a network filter of libvirt's, which the filters of its members' cards include. Rules are stateful, as
 * libvirt makes them: what answers is let through with what it answers to.
 */
public final class GroupFilter {

    private final Elements xml = new Elements();
    private final Map<SecurityGroupId, List<FilterPeer>> members;

    private GroupFilter(Map<SecurityGroupId, List<FilterPeer>> members) {
        this.members = members;
    }

    /**
     * The filter.
     *
     * @param members the cards in each of the groups that the group's rules refer to
     */
    public static String of(NetworkFilterNames names, SecurityGroup group, Map<SecurityGroupId, List<FilterPeer>> members) {
        GroupFilter filter = new GroupFilter(members);
        String name = names.group(group.groupId());
        filter.xml.start("filter", "name", name, "chain", "root");
        filter.xml.text("uuid", NetworkFilterNames.uuid(name));
        for (RuleDirection direction : RuleDirection.values()) {
            for (GroupRule rule : group.rules(direction)) {
                filter.write(direction, rule);
            }
        }
        filter.xml.end();
        return filter.xml.finished();
    }

    private void write(RuleDirection direction, GroupRule rule) {
        if (rule.block().isPresent()) {
            IpBlock block = rule.block().get();
            String side = direction == RuleDirection.INGRESS ? "src" : "dst";
            write(direction, rule, block.isIpv6(), block.isAll() ? List.of()
                    : List.of(side + "ipaddr", block.address(), side + "ipmask", Integer.toString(block.prefix())));
            return;
        }
        for (FilterPeer peer : members.getOrDefault(rule.groupId().orElseThrow(), List.of())) {
            switch (direction) {
                // A card is known by its hardware address whatever addresses its guest has; no other may send by it.
                case INGRESS -> {
                    write(direction, rule, false, peer.kept()
                            ? List.of("srcmacaddr", peer.mac(), "srcipaddr", peer.address().orElseThrow(), "srcipmask", "32")
                            : List.of("srcmacaddr", peer.mac()));
                    write(direction, rule, true, List.of("srcmacaddr", peer.mac()));
                }
                case EGRESS -> peer.address().ifPresent(address ->
                        write(direction, rule, false, List.of("dstipaddr", address, "dstipmask", "32")));
            }
        }
    }

    private void write(RuleDirection direction, GroupRule rule, boolean ipv6, List<String> side) {
        Optional<String> element = rule.protocol().element(ipv6);
        if (element.isEmpty()) {
            return;
        }
        List<String> attributes = new ArrayList<>(side);
        if (rule.protocol().hasPorts() && !(rule.fromPort() == 0 && rule.toPort() == 65535)) {
            attributes.addAll(List.of("dstportstart", Integer.toString(rule.fromPort()), "dstportend", Integer.toString(rule.toPort())));
        }
        if (rule.protocol().hasTypes() && rule.fromPort() != GroupRule.ANY) {
            attributes.addAll(List.of("type", Integer.toString(rule.fromPort())));
            if (rule.toPort() != GroupRule.ANY) {
                attributes.addAll(List.of("code", Integer.toString(rule.toPort())));
            }
        }
        accept(direction, element.get(), attributes);
        if (attributes.size() == 2 && attributes.get(0).equals("srcmacaddr")) {
            // Of a rule with a hardware address and nothing else libvirt leaves the half out that lets answers pass.
            accept(RuleDirection.EGRESS, element.get(), List.of("state", "ESTABLISHED"));
        }
    }

    private void accept(RuleDirection direction, String element, List<String> attributes) {
        xml.start("rule", "action", "accept", "direction", direction.libvirtWord(), "priority", "500");
        xml.leaf(element, attributes.toArray(new String[0]));
        xml.end();
    }
}
