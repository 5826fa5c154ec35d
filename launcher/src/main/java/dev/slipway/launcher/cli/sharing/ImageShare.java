package dev.slipway.launcher.cli.sharing;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.sharing.PermissionChange;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.PermissionsView;

/** {@code slipway image share}, EC2's ModifyImageAttribute with launch permissions to add. */
final class ImageShare extends WithWhom {

    private final Argument<String> reference = argument("IMAGE", Values.TEXT, "Id, name or channel of one of your images.");

    ImageShare() {
        super("share", "Let other accounts launch an image.", "Everybody.");
        example("slipway image share web-7 --user-id 123456789012 --user-id 210987654321", "Two accounts.");
        example("slipway image share web-7 --public", "Everybody. Remove keys, histories and passwords from it first.");
    }

    @Override
    public int run(Invocation invocation) {
        Permissions more = named();
        Image shared = invocation.store().imageSharing().modify(
                invocation.store().images().find(reference.required()).imageId(), PermissionChange.adding(more));
        invocation.output().print(PermissionsView.of(shared));
        if (more.isPublic()) {
            invocation.note("note: everybody can launch '" + shared.imageId() + "' now and read all that is on its disks:"
                    + " keys, shell histories, passwords, what was deleted (docs/images.md, Share).");
            invocation.note("note: public images are deprecated in time, this one at "
                    + Timestamp.format(shared.deprecationTime().orElseThrow()) + ".");
        }
        return 0;
    }
}
