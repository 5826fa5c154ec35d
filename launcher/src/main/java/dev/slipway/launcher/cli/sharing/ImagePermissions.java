package dev.slipway.launcher.cli.sharing;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.PermissionsView;

/** {@code slipway image permissions}, EC2's DescribeImageAttribute of the launch permission. */
final class ImagePermissions extends Verb {

    private final Argument<String> reference = argument("IMAGE", Values.TEXT, "Id, name or channel of one of your images.");

    ImagePermissions() {
        super("permissions", "Show who may launch an image beside you.");
        example("slipway image permissions web-7", "The group all is everybody.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(PermissionsView.of(invocation.store().images().attributes(
                invocation.store().images().find(reference.required()).imageId())));
        return 0;
    }
}
