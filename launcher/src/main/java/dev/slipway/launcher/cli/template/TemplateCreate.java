package dev.slipway.launcher.cli.template;

import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.template.TemplateView;

/** {@code slipway template create}, EC2's CreateLaunchTemplate. */
final class TemplateCreate extends TemplateDataVerb {

    private final Argument<String> name = argument("NAME", Values.TEXT, "The template's name, unique in your account.");
    private final Option<String> description = option("--version-description", "TEXT", Values.TEXT,
            "What the first version is for.");
    private final Option<Tag> tags = options("--template-tag", "KEY=VALUE", StoreValues.TAG,
            "A tag of the template itself. Repeatable.");

    TemplateCreate() {
        super("create", "Make a launch template with its first version.");
        example("slipway template create web --image web:stable --type t3.small --key lab", "By the options of run.");
        example("slipway template create web --data web.json", "By EC2's LaunchTemplateData.");
        example("slipway run --launch-template web --count 3", "Launch by it; an option of run goes over what it says.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(TemplateView.one(invocation.instances().templates()
                .create(name.required(), description.value(), data(), tags.values())));
        return 0;
    }
}
