package dev.slipway.launcher.cli.template;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.template.TemplateView;

/** {@code slipway template describe}, EC2's DescribeLaunchTemplates. */
final class TemplateDescribe extends Verb {

    private final Argument<String> templates =
            arguments(TemplateCommands.LABEL, 1, Argument.ANY, Values.TEXT, TemplateCommands.MEANING);

    TemplateDescribe() {
        super("describe", "Show launch templates; see also: slipway template versions.");
        example("slipway template describe web", "By its name; its id does, too.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(TemplateView.list(invocation.instances().templates().describe(templates.values())));
        return 0;
    }
}
