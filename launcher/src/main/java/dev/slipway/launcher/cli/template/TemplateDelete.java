package dev.slipway.launcher.cli.template;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.template.TemplateView;

/** {@code slipway template delete}, EC2's DeleteLaunchTemplate. */
final class TemplateDelete extends Verb {

    private final Argument<String> template =
            argument(TemplateCommands.LABEL, Values.TEXT, TemplateCommands.MEANING);

    TemplateDelete() {
        super("delete", "Delete a launch template with all its versions; instances that it launched stay.");
        example("slipway template delete web", "Its name is free again.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(TemplateView.one(invocation.instances().templates().delete(template.required())));
        return 0;
    }
}
