package dev.slipway.launcher.cli.template;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.template.TemplateView;

/** {@code slipway template create-version}, EC2's CreateLaunchTemplateVersion. */
final class TemplateCreateVersion extends TemplateDataVerb {

    private final Argument<String> template =
            argument(TemplateCommands.LABEL, Values.TEXT, TemplateCommands.MEANING);
    private final Option<String> source = option("--source-version", "VERSION", Values.TEXT,
            "The version that counts where this one says nothing: a number, $Latest or $Default. None unless given.");
    private final Option<String> description = option("--version-description", "TEXT", Values.TEXT, "What it is for.");

    TemplateCreateVersion() {
        super("create-version", "Add a version to a launch template; the default version stays as it is.");
        example("slipway template create-version web --source-version '$Latest' --type t3.large", "The newest, but larger.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(TemplateView.added(invocation.instances().templates()
                .addVersion(template.required(), source.value(), description.value(), data())));
        return 0;
    }
}
