package dev.slipway.launcher.cli.template;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.view.template.TemplateView;

/** {@code slipway template list}, EC2's DescribeLaunchTemplates. */
final class TemplateList extends Verb {

    TemplateList() {
        super("list", "List your launch templates, the oldest first.");
        example("slipway template list", "With their default and their newest versions.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(TemplateView.list(invocation.instances().templates().list()));
        return 0;
    }
}
