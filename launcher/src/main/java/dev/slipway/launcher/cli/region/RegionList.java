package dev.slipway.launcher.cli.region;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.view.region.RegionView;

/** {@code slipway region list}, EC2's DescribeRegions. */
final class RegionList extends Verb {

    RegionList() {
        super("list", "List the regions.");
        example("slipway region list", "The regions under the home folder, and where they lie.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(RegionView.list(invocation.services().regions().list()));
        return 0;
    }
}
