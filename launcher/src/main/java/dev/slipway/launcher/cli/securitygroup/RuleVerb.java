package dev.slipway.launcher.cli.securitygroup;

import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.securitygroup.Permission;
import dev.slipway.launcher.securitygroup.RuleDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A command about a group's rules of one direction, said in words or as the AWS CLI's JSON. */
abstract class RuleVerb extends Verb {

    final Argument<String> group = argument("GROUP", Values.TEXT, "The group's name or id.");
    private final Option<String> protocol = option("--protocol", "PROTOCOL", Values.TEXT,
            "tcp, udp, icmp, icmpv6, -1 for all, or a number.");
    private final Option<PortRange> port = option("--port", "PORT", PortRange::parse,
            "A port or a range, 8000-8080; for icmp a type or TYPE-CODE; -1 for all.");
    private final Option<String> cidr = options("--cidr", "CIDR", Values.TEXT,
            "Addresses on the other side, of IPv4 or IPv6. Repeatable.");
    private final Option<String> source = options("--source-group", "GROUP", Values.TEXT,
            "A security group on the other side, by name or id. Repeatable.");
    private final Option<String> json = option("--ip-permissions", "JSON", Values.TEXT,
            "Rules as the AWS CLI has them, or file://PATH.");
    final Flag dryRun = flag("--dry-run", "Check everything, change nothing.");
    final RuleDirection direction;

    RuleVerb(String name, RuleDirection direction, String summary) {
        super(name, summary);
        this.direction = direction;
    }

    /** The rules that were said. Throws INVALID_PARAMETER_COMBINATION, PERMISSION_MALFORMED. */
    final List<Permission> permissions(Optional<String> description) {
        List<Permission> permissions = new ArrayList<>();
        boolean words = protocol.given() || port.given() || cidr.given() || source.given();
        if (json.given()) {
            if (words) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                        "Rules are said either by --ip-permissions or by --protocol and the others.");
            }
            permissions.addAll(PermissionText.read(json.value().orElseThrow()));
        } else if (words) {
            for (String each : cidr.values()) {
                permissions.add(permission(Optional.of(each), Optional.empty(), description));
            }
            for (String each : source.values()) {
                permissions.add(permission(Optional.empty(), Optional.of(each), description));
            }
            if (permissions.isEmpty()) {
                throw new LauncherException(LauncherError.MISSING_PARAMETER,
                        "A rule needs somebody on its other side: --cidr or --source-group.");
            }
        }
        return permissions;
    }

    private Permission permission(Optional<String> addresses, Optional<String> other, Optional<String> description) {
        return new Permission(protocol.value().orElseThrow(() -> new LauncherException(LauncherError.MISSING_PARAMETER,
                "A rule needs a protocol.", "--protocol tcp, or -1 for all", null)),
                port.value().map(PortRange::from).orElseGet(OptionalInt::empty),
                port.value().map(PortRange::to).orElseGet(OptionalInt::empty), addresses, other, description);
    }
}
