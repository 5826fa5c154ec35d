package dev.slipway.launcher.cli.template;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.template.LaunchTemplate;
import dev.slipway.launcher.instance.template.LaunchTemplates;
import dev.slipway.launcher.view.template.TemplateView;

/** {@code slipway template delete-versions}, EC2's DeleteLaunchTemplateVersions. */
final class TemplateDeleteVersions extends Verb {

    private final Argument<String> name = argument(TemplateCommands.LABEL, Values.TEXT, TemplateCommands.MEANING);
    private final Argument<String> versions = arguments("VERSION", 1, Argument.ANY, Values.TEXT, "Numbers of versions.");

    TemplateDeleteVersions() {
        super("delete-versions", "Delete versions of a launch template, all that are named or none; never the default one.");
        example("slipway template delete-versions web 1 2", "Their numbers are not used again.");
    }

    @Override
    public int run(Invocation invocation) {
        LaunchTemplates templates = invocation.instances().templates();
        LaunchTemplate before = templates.deleteVersions(name.required(), versions.values());
        invocation.output().print(TemplateView.deleted(before, templates.versions(before, versions.values())));
        return 0;
    }
}
