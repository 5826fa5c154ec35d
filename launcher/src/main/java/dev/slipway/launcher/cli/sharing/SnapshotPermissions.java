package dev.slipway.launcher.cli.sharing;

import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.view.PermissionsView;
import java.util.List;

/**
 * {@code slipway snapshot permissions} and {@code slipway snapshot reset-permissions}: EC2's DescribeSnapshotAttribute and
 * ResetSnapshotAttribute of the create volume permission.
 */
final class SnapshotPermissions extends Verb {

    private final Argument<SnapshotId> id = argument("SNAPSHOT", StoreValues.SNAPSHOT_ID, "Id of one of your snapshots.");
    private final boolean reset;

    SnapshotPermissions(boolean reset) {
        super(reset ? "reset-permissions" : "permissions", reset ? "Make a snapshot yours alone again."
                : "Show who may make volumes of a snapshot beside you.");
        this.reset = reset;
        example("slipway snapshot " + name() + " snap-0123456789abcdef0", "Of one snapshot.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(PermissionsView.of(reset
                ? invocation.store().snapshotSharing().reset(id.required())
                : invocation.store().snapshots().describe(List.of(id.required())).get(0)));
        return 0;
    }
}
