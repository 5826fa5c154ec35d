package dev.slipway.launcher.securitygroup;

import dev.slipway.launcher.domain.Elements;
import dev.slipway.launcher.network.MetadataAddress;
import java.util.List;
import java.util.Optional;

/**
 * Writes the network filter of one network card: it sends by its own addresses only, has what no security group decides on EC2
 * either, then what its groups let pass, and nothing else.
 */
public final class CardFilter {

    /** What libvirt adds rules by: the lowest first. Those of groups have 500. */
    private static final String BEFORE_ALL = "-900";
    private static final String BEFORE_GROUPS = "100";
    private static final String AFTER_ALL = "1000";
    /** Router and neighbour discovery and the reports of who listens to a multicast group: without them IPv6 has no addresses. */
    private static final List<String> DISCOVERY = List.of("130", "131", "132", "133", "134", "135", "136", "143");

    private final Elements xml = new Elements();

    private CardFilter() {
    }

    /**
     * The filter.
     *
     * @param name what it is called
     * @param card the card; with one that is kept for it, it sends by that one alone, as EC2's SourceDestCheck has it
     * @param hosts the host's own addresses on its network: they answer for names, and log in by ssh
     * @param groups the names of the groups' filters
     */
    public static String of(String name, FilterPeer card, List<String> hosts, List<String> groups) {
        CardFilter filter = new CardFilter();
        Elements xml = filter.xml;
        xml.start("filter", "name", name, "chain", "root");
        xml.text("uuid", NetworkFilterNames.uuid(name));
        filter.ownAddresses(card);
        filter.always(hosts);
        for (String group : groups) {
            xml.leaf("filterref", "filter", group);
        }
        filter.rule("drop", "inout", AFTER_ALL, "all");
        filter.rule("drop", "inout", AFTER_ALL, "all-ipv6");
        xml.end();
        return xml.finished();
    }

    /** Frames: seen before packets are, and without a memory of earlier ones. */
    private void ownAddresses(FilterPeer card) {
        rule("drop", "out", "-1000", "mac", "match", "no", "srcmacaddr", card.mac());
        Optional<String> address = card.kept() ? card.address() : Optional.empty();
        if (address.isPresent()) {
            rule("accept", "out", BEFORE_ALL, "arp", "arpsrcmacaddr", card.mac(), "arpsrcipaddr", address.get());
            // Whoever asks whether an address is taken has none yet.
            rule("accept", "out", BEFORE_ALL, "arp", "arpsrcmacaddr", card.mac(), "arpsrcipaddr", "0.0.0.0");
            rule("drop", "out", "-800", "arp");
            rule("accept", "out", BEFORE_ALL, "ip", "srcipaddr", "0.0.0.0", "protocol", "udp", "dstportstart", "67");
            rule("drop", "out", "-800", "ip", "match", "no", "srcipaddr", address.get());
        } else {
            rule("accept", "out", BEFORE_ALL, "arp", "arpsrcmacaddr", card.mac());
            rule("drop", "out", "-800", "arp");
        }
        for (String protocol : List.of("arp", "ipv4", "ipv6")) {
            rule("accept", "inout", "-700", "mac", "protocolid", protocol);
        }
        rule("drop", "inout", "-600", "mac");
    }

    /** Packets that no rule of a group is asked for. */
    private void always(List<String> hosts) {
        rule("accept", "out", BEFORE_GROUPS, "udp", "srcportstart", "68", "dstportstart", "67");
        rule("accept", "in", BEFORE_GROUPS, "udp", "srcportstart", "67", "dstportstart", "68");
        rule("accept", "out", BEFORE_GROUPS, "udp-ipv6", "srcportstart", "546", "dstportstart", "547");
        rule("accept", "in", BEFORE_GROUPS, "udp-ipv6", "srcportstart", "547", "dstportstart", "546");
        for (String type : DISCOVERY) {
            rule("accept", "inout", BEFORE_GROUPS, "icmpv6", "type", type);
        }
        // Answers to what a rule with an ICMP type let pass have another type; errors belong to connections that others let pass.
        for (String direction : List.of("in", "out")) {
            rule("accept", direction, BEFORE_GROUPS, "icmp", "state", "ESTABLISHED,RELATED");
            rule("accept", direction, BEFORE_GROUPS, "icmpv6", "state", "ESTABLISHED,RELATED");
        }
        rule("accept", "out", BEFORE_GROUPS, "tcp", "dstipaddr", MetadataAddress.TEXT,
                "dstportstart", Integer.toString(MetadataAddress.PORT));
        for (String host : hosts) {
            rule("accept", "out", BEFORE_GROUPS, "udp", "dstipaddr", host, "dstportstart", "53");
            rule("accept", "out", BEFORE_GROUPS, "tcp", "dstipaddr", host, "dstportstart", "53");
            rule("accept", "in", BEFORE_GROUPS, "tcp", "srcipaddr", host, "dstportstart", "22");
        }
    }

    private void rule(String action, String direction, String priority, String element, String... attributes) {
        xml.start("rule", "action", action, "direction", direction, "priority", priority);
        xml.leaf(element, attributes);
        xml.end();
    }
}
