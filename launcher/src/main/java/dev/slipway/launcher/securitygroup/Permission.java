package dev.slipway.launcher.securitygroup;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.network.IpBlock;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A rule that is to be added or taken away, as it was said: one source or destination of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html">IpPermission</a>.
 *
 * @param fromPort the first port, or the ICMP type; needed for protocols that have ports
 * @param toPort the last port, or the ICMP code
 * @param cidr addresses, with or without a prefix
 * @param group a group by its id or name
 */
public record Permission(String protocol, OptionalInt fromPort, OptionalInt toPort, Optional<String> cidr,
        Optional<String> group, Optional<String> description) {

    private static final int HIGHEST_PORT = 65535;
    private static final int HIGHEST_TYPE = 255;

    public Permission {
        requireNonNull(protocol, "protocol");
        if (cidr.isPresent() == group.isPresent()) {
            throw new LauncherException(LauncherError.PERMISSION_MALFORMED,
                    "A rule has either a CIDR block or a security group on its other side.");
        }
    }

    /** The rule it means. Throws PERMISSION_MALFORMED, INVALID_PARAMETER_VALUE. */
    GroupRule rule(Optional<SecurityGroupId> groupId) {
        RuleProtocol known = RuleProtocol.of(protocol);
        Optional<IpBlock> block = cidr.map(IpBlock::parse);
        block.ifPresent(addresses -> {
            if (known.element(addresses.isIpv6()).isEmpty()) {
                throw malformed("The protocol " + known + " does not exist in IPv" + (addresses.isIpv6() ? 6 : 4) + ".");
            }
        });
        int from = GroupRule.ANY;
        int to = GroupRule.ANY;
        if (known.hasPorts()) {
            from = fromPort.orElseThrow(() -> malformed("The protocol " + known + " needs ports; 0-65535 are all of them."));
            to = toPort.orElse(from);
            if (from == GroupRule.ANY && to == GroupRule.ANY) {
                from = 0;
                to = HIGHEST_PORT;
            }
            if (from < 0 || to > HIGHEST_PORT || from > to) {
                throw malformed("Invalid value for portRange: " + from + " to " + to + "; ports lie between 0 and 65535.");
            }
        } else if (known.hasTypes()) {
            from = fromPort.orElse(GroupRule.ANY);
            to = from == GroupRule.ANY ? GroupRule.ANY : toPort.orElse(GroupRule.ANY);
            if (from < GroupRule.ANY || from > HIGHEST_TYPE || to < GroupRule.ANY || to > HIGHEST_TYPE) {
                throw malformed("The ICMP type " + from + " with the code " + to + " is none; -1 means all of them.");
            }
        }
        description.ifPresent(text -> GroupTexts.checked(text, "rule description"));
        return new GroupRule(SecurityGroupRuleId.next(), known, from, to, block.map(IpBlock::toString), groupId, description);
    }

    private static LauncherException malformed(String sentence) {
        return new LauncherException(LauncherError.PERMISSION_MALFORMED, sentence);
    }
}
