package dev.slipway.launcher.cli.securitygroup;

import dev.slipway.imagestore.filter.Page;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.ListingVerb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.network.NetworkIds;
import dev.slipway.launcher.securitygroup.SecurityGroup;
import dev.slipway.launcher.securitygroup.SecurityGroupSearch;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import dev.slipway.launcher.view.access.SecurityGroupView;

/** {@code slipway security-group list}, EC2's DescribeSecurityGroups. */
final class SecurityGroupList extends ListingVerb {

    private final Argument<String> references = arguments("GROUP", 0, Argument.ANY, Values.TEXT,
            "Names or ids of security groups; all of them where none is given.");

    SecurityGroupList() {
        super("list", "List your security groups.");
        example("slipway security-group list", "All of them, the default one first.");
        example("slipway security-group list --filter group-name='web*'", "Those whose names begin so.");
    }

    @Override
    public int run(Invocation invocation) {
        SecurityGroupSearch search = new SecurityGroupSearch(references.values(), filters());
        SecurityGroups groups = invocation.services().securityGroups();
        Page<SecurityGroup> page = gather(request -> groups.search(search, request));
        return print(invocation, SecurityGroupView.list(page.items(), new NetworkIds(invocation.settings().region())), page);
    }
}
