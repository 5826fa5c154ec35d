package dev.slipway.launcher.cli.sharing;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.ReturnView;

/** {@code slipway image cancel-launch-permission}, EC2's CancelImageLaunchPermission. */
final class ImageCancelLaunchPermission extends Verb {

    private final Argument<String> reference = argument("IMAGE", Values.TEXT,
            "Id, name or channel of an image that another account shares with you by name.");

    ImageCancelLaunchPermission() {
        super("cancel-launch-permission", "Have an image of another account shared with you no longer.");
        example("slipway image cancel-launch-permission ami-0123456789abcdef0", "Only its owner can share it again.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.store().imageSharing().cancel(invocation.store().images().find(reference.required()).imageId());
        invocation.output().print(ReturnView.TRUE.answer());
        return 0;
    }
}
