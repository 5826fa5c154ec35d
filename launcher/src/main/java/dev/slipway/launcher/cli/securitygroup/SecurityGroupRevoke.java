package dev.slipway.launcher.cli.securitygroup;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.securitygroup.Permission;
import dev.slipway.launcher.securitygroup.RuleDirection;
import dev.slipway.launcher.securitygroup.SecurityGroupRuleId;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import dev.slipway.launcher.view.access.GroupRuleView;
import java.util.List;
import java.util.Optional;

/** {@code slipway security-group revoke-ingress} and {@code revoke-egress}: EC2's actions of these names. */
final class SecurityGroupRevoke extends RuleVerb {

    private final Option<SecurityGroupRuleId> rules = options("--rule", "SGR", SecurityGroupRuleId::new,
            "A rule by its id. Repeatable.");

    SecurityGroupRevoke(String name, RuleDirection direction) {
        super(name, direction, "Take rules away; running instances follow at once, and open connections end.");
        example("slipway security-group " + name + " web --protocol tcp --port 443 --cidr 0.0.0.0/0", "As it was authorized.");
        example("slipway security-group " + name + " web --rule sgr-0123456789abcdef0", "By its id, which describe --rules shows.");
    }

    @Override
    public int run(Invocation invocation) {
        List<Permission> permissions = permissions(Optional.empty());
        if (permissions.isEmpty() && rules.values().isEmpty()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER, "No rule was given.",
                    "--rule sgr-..., or the words it was authorized with", null);
        }
        SecurityGroups groups = invocation.services().securityGroups();
        invocation.output().print(GroupRuleView.revoked(groups.find(group.required()), direction,
                groups.revoke(group.required(), direction, permissions, rules.values(), dryRun.given())));
        return 0;
    }
}
