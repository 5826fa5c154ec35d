package dev.slipway.launcher.cli.snapshot;

import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.snapshot.Snapshots;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;

/** {@code slipway snapshot delete}, EC2's DeleteSnapshot. */
final class SnapshotDelete extends Verb {

    private final Argument<SnapshotId> ids = arguments("SNAPSHOT", 1, Argument.ANY, StoreValues.SNAPSHOT_ID,
            "Ids of snapshots that no image refers to.");

    SnapshotDelete() {
        super("delete", "Delete snapshots; volumes that were made of them stay.");
        example("slipway snapshot delete snap-0123456789abcdef0", "One snapshot.");
    }

    @Override
    public int run(Invocation invocation) {
        Snapshots snapshots = invocation.store().snapshots();
        // One bad id fails the call before anything happens.
        snapshots.describe(ids.values());
        ids.values().forEach(snapshots::delete);
        return 0;
    }
}
