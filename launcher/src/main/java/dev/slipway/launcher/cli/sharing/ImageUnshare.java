package dev.slipway.launcher.cli.sharing;

import dev.slipway.imagestore.sharing.PermissionChange;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.PermissionsView;

/** {@code slipway image unshare}, EC2's ModifyImageAttribute with launch permissions to remove. */
final class ImageUnshare extends WithWhom {

    private final Argument<String> reference = argument("IMAGE", Values.TEXT, "Id, name or channel of one of your images.");

    ImageUnshare() {
        super("unshare", "Let other accounts launch an image no longer; their instances go on.",
                "No longer everybody; accounts it is shared with by name keep it.");
        example("slipway image unshare web-7 --user-id 123456789012", "One account.");
        example("slipway image reset-permissions web-7", "All of them at once.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(PermissionsView.of(invocation.store().imageSharing().modify(
                invocation.store().images().find(reference.required()).imageId(), PermissionChange.removing(named()))));
        return 0;
    }
}
