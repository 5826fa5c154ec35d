package dev.slipway.launcher.cli.securitygroup;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.securitygroup.Permission;
import dev.slipway.launcher.securitygroup.RuleDirection;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import dev.slipway.launcher.view.access.GroupRuleView;
import java.util.List;

/** {@code slipway security-group authorize-ingress} and {@code authorize-egress}: EC2's actions of these names. */
final class SecurityGroupAuthorize extends RuleVerb {

    private final Option<String> description = option("--description", "TEXT", Values.TEXT, "What the rules are for.");

    SecurityGroupAuthorize(String name, RuleDirection direction) {
        super(name, direction, direction == RuleDirection.INGRESS
                ? "Let more traffic in; running instances follow at once." : "Let more traffic out; running instances follow at once.");
        example("slipway security-group " + name + " web --protocol tcp --port 443 --cidr 0.0.0.0/0", "From everywhere or to it.");
        example("slipway security-group " + name + " db --protocol tcp --port 5432 --source-group web",
                "The members of another group only.");
    }

    @Override
    public int run(Invocation invocation) {
        List<Permission> permissions = permissions(description.value());
        if (permissions.isEmpty()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER, "No rule was given.",
                    "--protocol tcp --port 22 --cidr 10.0.0.0/8", null);
        }
        SecurityGroups groups = invocation.services().securityGroups();
        invocation.output().print(GroupRuleView.authorized(groups.find(group.required()), direction,
                groups.authorize(group.required(), direction, permissions, dryRun.given())));
        return 0;
    }
}
