package dev.slipway.host.libvirt.network;

import dev.slipway.host.libvirt.binding.LibvirtXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * A network as libvirt has it.
 *
 * @param active whether it runs
 * @param bridge the host's bridge it has; none where libvirt makes no bridge for it
 * @param subnets the host's addresses on it, with what DHCP gives out of each
 */
public record LibvirtNetwork(String name, boolean active, Optional<String> bridge, List<Subnet> subnets) {

    public LibvirtNetwork {
        subnets = List.copyOf(subnets);
    }

    /**
     * A subnet of the network.
     *
     * @param host the host's own address, and the prefix
     * @param ranges what DHCP chooses from
     * @param hosts the addresses that are kept for one card each
     */
    public record Subnet(GuestAddress host, List<Range> ranges, List<DhcpHost> hosts) {

        public Subnet {
            ranges = List.copyOf(ranges);
            hosts = List.copyOf(hosts);
        }
    }

    /** Addresses from the first to the last, both included. */
    public record Range(String start, String end) {
    }

    /** Whether an address is kept for this hardware address. */
    public boolean hasHost(String mac) {
        for (Subnet subnet : subnets) {
            for (DhcpHost host : subnet.hosts()) {
                if (host.mac().equalsIgnoreCase(mac)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Reads libvirt's XML of a network. */
    static LibvirtNetwork of(String xml, boolean active) {
        Element root = LibvirtXml.parse(xml);
        Element bridge = LibvirtXml.first(root, "bridge");
        List<Subnet> subnets = new ArrayList<>();
        for (Element ip : LibvirtXml.children(root, "ip")) {
            subnets.add(subnet(ip));
        }
        return new LibvirtNetwork(LibvirtXml.text(root, "name"), active,
                bridge == null ? Optional.empty() : attribute(bridge, "name"), subnets);
    }

    private static Subnet subnet(Element ip) {
        List<Range> ranges = new ArrayList<>();
        List<DhcpHost> hosts = new ArrayList<>();
        Element dhcp = LibvirtXml.first(ip, "dhcp");
        if (dhcp != null) {
            for (Element range : LibvirtXml.children(dhcp, "range")) {
                ranges.add(new Range(range.getAttribute("start"), range.getAttribute("end")));
            }
            for (Element host : LibvirtXml.children(dhcp, "host")) {
                hosts.add(new DhcpHost(host.getAttribute("mac"), host.getAttribute("ip"), attribute(host, "name")));
            }
        }
        return new Subnet(new GuestAddress(ip.getAttribute("address"), prefix(ip)), ranges, hosts);
    }

    private static int prefix(Element ip) {
        Optional<String> prefix = attribute(ip, "prefix");
        if (prefix.isPresent()) {
            return Integer.parseInt(prefix.get());
        }
        Optional<String> mask = attribute(ip, "netmask");
        if (mask.isPresent()) {
            int bits = 0;
            for (String part : mask.get().split("\\.")) {
                bits += Integer.bitCount(Integer.parseInt(part));
            }
            return bits;
        }
        return classPrefix(ip);
    }

    /** What libvirt assumes where neither is given: the prefix of the address's historical class, 64 for IPv6. */
    private static int classPrefix(Element ip) {
        String address = ip.getAttribute("address");
        if (address.indexOf(':') >= 0) {
            return 64;
        }
        int first = Integer.parseInt(address.substring(0, address.indexOf('.')));
        return first < 128 ? 8 : first < 192 ? 16 : 24;
    }

    private static Optional<String> attribute(Element element, String name) {
        return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
    }
}
