package dev.slipway.launcher.cli.sharing;

import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.sharing.PermissionChange;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.view.PermissionsView;

/** {@code slipway snapshot share} and {@code slipway snapshot unshare}, EC2's ModifySnapshotAttribute. */
final class SnapshotShare extends WithWhom {

    private final Argument<SnapshotId> id = argument("SNAPSHOT", StoreValues.SNAPSHOT_ID, "Id of one of your snapshots.");
    private final boolean share;

    SnapshotShare(boolean share) {
        super(share ? "share" : "unshare", share ? "Let other accounts make volumes of a snapshot, and copy it."
                : "Let other accounts make volumes of a snapshot no longer; those they made stay.",
                share ? "Everybody." : "No longer everybody; accounts it is shared with by name keep it.");
        this.share = share;
        example("slipway snapshot " + name() + " snap-0123456789abcdef0 --user-id 123456789012", "One account.");
        example("slipway snapshot " + name() + " snap-0123456789abcdef0 --public", "Everybody.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(PermissionsView.of(invocation.store().snapshotSharing().modify(id.required(),
                share ? PermissionChange.adding(named()) : PermissionChange.removing(named()))));
        return 0;
    }
}
