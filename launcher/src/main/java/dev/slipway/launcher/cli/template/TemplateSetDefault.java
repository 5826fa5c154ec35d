package dev.slipway.launcher.cli.template;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.template.TemplateView;

/** {@code slipway template set-default}, EC2's ModifyLaunchTemplate. */
final class TemplateSetDefault extends Verb {

    private final Argument<String> template =
            argument(TemplateCommands.LABEL, Values.TEXT, TemplateCommands.MEANING);
    private final Argument<String> version = argument("VERSION", Values.TEXT, "A number, or $Latest.");

    TemplateSetDefault() {
        super("set-default", "Choose the version that is meant where none is named.");
        example("slipway template set-default web 2", "From now on, --launch-template web means web:2.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(TemplateView.one(
                invocation.instances().templates().setDefault(template.required(), version.required())));
        return 0;
    }
}
