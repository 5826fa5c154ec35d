package dev.slipway.launcher.cli.template;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.template.LaunchTemplate;
import dev.slipway.launcher.instance.template.LaunchTemplates;
import dev.slipway.launcher.view.template.TemplateView;
import java.util.List;

/** {@code slipway template versions}, EC2's DescribeLaunchTemplateVersions. */
final class TemplateVersions extends Verb {

    private final Argument<String> name = argument(TemplateCommands.LABEL, Values.TEXT, TemplateCommands.MEANING);
    private final Option<String> versions = options("--version", "VERSION", Values.TEXT,
            "Only this one: a number, $Latest or $Default. Repeatable.");

    TemplateVersions() {
        super("versions", "Show the versions of a launch template, the oldest first.");
        example("slipway template versions web -o json", "With all that they say.");
    }

    @Override
    public int run(Invocation invocation) {
        LaunchTemplates templates = invocation.instances().templates();
        LaunchTemplate template = templates.describe(List.of(name.required())).get(0);
        invocation.output().print(TemplateView.versions(template,
                versions.given() ? templates.versions(template, versions.values()) : template.versions()));
        return 0;
    }
}
