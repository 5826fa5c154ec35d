package dev.slipway.launcher.securitygroup;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.Optional;

/**
 * The protocols that a rule may have: those that libvirt can filter by. EC2 takes every number.
 *
 * @see <a href="https://libvirt.org/formatnwfilter.html">libvirt's page on network filters</a>
 */
public enum RuleProtocol {
    ALL("-1", -1, "all", "all-ipv6", false),
    ICMP("icmp", 1, "icmp", null, false),
    IGMP("2", 2, "igmp", null, false),
    TCP("tcp", 6, "tcp", "tcp-ipv6", true),
    UDP("udp", 17, "udp", "udp-ipv6", true),
    ESP("50", 50, "esp", "esp-ipv6", false),
    AH("51", 51, "ah", "ah-ipv6", false),
    ICMPV6("icmpv6", 58, null, "icmpv6", false),
    SCTP("132", 132, "sctp", "sctp-ipv6", true),
    UDPLITE("136", 136, "udplite", "udplite-ipv6", false);

    private final String word;
    private final int number;
    private final String element;
    private final String elementIpv6;
    private final boolean ports;

    RuleProtocol(String word, int number, String element, String elementIpv6, boolean ports) {
        this.word = word;
        this.number = number;
        this.element = element;
        this.elementIpv6 = elementIpv6;
        this.ports = ports;
    }

    /** The protocol of EC2's word, {@code all} or a number. Throws INVALID_PARAMETER_VALUE. */
    public static RuleProtocol of(String text) {
        for (RuleProtocol protocol : values()) {
            if (protocol.word.equals(text) || Integer.toString(protocol.number).equals(text)) {
                return protocol;
            }
        }
        if (text.equals("all")) {
            return ALL;
        }
        throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The protocol '" + text
                + "' is none that can be filtered by.", "tcp, udp, icmp, icmpv6, -1 (all), or one of the numbers 1, 2, 6, 17, 50,"
                + " 51, 58, 132 and 136");
    }

    /** Whether its rules have ports. */
    public boolean hasPorts() {
        return ports;
    }

    /** Whether its rules have a type and a code where others have ports. */
    public boolean hasTypes() {
        return this == ICMP || this == ICMPV6;
    }

    /** libvirt's element for it in one version of IP, where that has it. */
    Optional<String> element(boolean ipv6) {
        return Optional.ofNullable(ipv6 ? elementIpv6 : element);
    }

    @Override
    public String toString() {
        return word;
    }
}
