package dev.slipway.launcher.cli.sharing;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.PermissionsView;

/** {@code slipway image reset-permissions}, EC2's ResetImageAttribute of the launch permission. */
final class ImageResetPermissions extends Verb {

    private final Argument<String> reference = argument("IMAGE", Values.TEXT, "Id, name or channel of one of your images.");

    ImageResetPermissions() {
        super("reset-permissions", "Make an image yours alone again.");
        example("slipway image reset-permissions web-7", "Neither public nor shared with anybody.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(PermissionsView.of(invocation.store().imageSharing().reset(
                invocation.store().images().find(reference.required()).imageId())));
        return 0;
    }
}
