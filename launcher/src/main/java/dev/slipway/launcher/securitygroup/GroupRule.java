package dev.slipway.launcher.securitygroup;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.network.IpBlock;
import java.util.Optional;

/**
 * A rule of a security group, as EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html">SecurityGroupRule</a>: what may
 * come in from one source, or go out to one destination.
 *
 * @param fromPort the first port; for ICMP the type; -1 for all
 * @param toPort the last port; for ICMP the code; -1 for all
 * @param cidr the addresses on the other side; empty where that is a group
 * @param groupId the group on the other side
 */
public record GroupRule(
        SecurityGroupRuleId securityGroupRuleId,
        RuleProtocol protocol,
        int fromPort,
        int toPort,
        Optional<String> cidr,
        Optional<SecurityGroupId> groupId,
        Optional<String> description) {

    /** All ports, types or codes. */
    public static final int ANY = -1;

    public GroupRule {
        requireNonNull(securityGroupRuleId, "securityGroupRuleId");
        requireNonNull(protocol, "protocol");
        cidr = cidr == null ? Optional.empty() : cidr;
        groupId = groupId == null ? Optional.empty() : groupId;
        description = description == null ? Optional.empty() : description;
        if (cidr.isPresent() == groupId.isPresent()) {
            throw new IllegalArgumentException("a rule has addresses or a group on its other side: " + cidr + ", " + groupId);
        }
    }

    /** The addresses on the other side. */
    public Optional<IpBlock> block() {
        return cidr.map(IpBlock::parse);
    }

    /** Whether both let the same pass; ids and descriptions do not count. */
    public boolean isSame(GroupRule other) {
        return protocol == other.protocol && fromPort == other.fromPort && toPort == other.toPort && cidr.equals(other.cidr)
                && groupId.equals(other.groupId);
    }

    @Override
    public String toString() {
        String ports = fromPort == ANY ? "" : fromPort == toPort ? ", port " + fromPort : ", ports " + fromPort + " to " + toPort;
        return "peer: " + cidr.orElseGet(() -> groupId.orElseThrow().value()) + ", " + (protocol == RuleProtocol.ALL ? "ALL" : protocol)
                + (protocol.hasPorts() ? ports : "");
    }
}
