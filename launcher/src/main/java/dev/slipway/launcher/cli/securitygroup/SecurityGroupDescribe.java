package dev.slipway.launcher.cli.securitygroup;

import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.network.NetworkIds;
import dev.slipway.launcher.securitygroup.SecurityGroup;
import dev.slipway.launcher.securitygroup.SecurityGroupSearch;
import dev.slipway.launcher.view.access.GroupRuleView;
import dev.slipway.launcher.view.access.SecurityGroupView;
import java.util.List;

/** {@code slipway security-group describe}: EC2's DescribeSecurityGroups, and DescribeSecurityGroupRules. */
final class SecurityGroupDescribe extends Verb {

    private final Argument<String> references = arguments("GROUP", 1, Argument.ANY, Values.TEXT,
            "Names or ids of security groups.");
    private final Flag rules = flag("--rules", "Show the rules one by one, with their ids.");

    SecurityGroupDescribe() {
        super("describe", "Show security groups with their rules.");
        example("slipway security-group describe web", "All that is known of it.");
        example("slipway security-group describe web --rules", "Its rules, one a line.");
    }

    @Override
    public int run(Invocation invocation) {
        List<SecurityGroup> groups = invocation.services().securityGroups()
                .search(new SecurityGroupSearch(references.values(), List.of()), PageRequest.ALL).items();
        invocation.output().print(rules.given() ? GroupRuleView.list(groups) : SecurityGroupView.described(groups,
                new NetworkIds(invocation.settings().region())));
        return 0;
    }
}
