package dev.slipway.launcher.cli.snapshot;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.snapshot.Snapshots;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.view.SnapshotView;

/** {@code slipway snapshot list}, EC2's DescribeSnapshots. */
final class SnapshotList extends Verb {

    private final Argument<SnapshotId> ids = arguments("SNAPSHOT", 0, Argument.ANY, StoreValues.SNAPSHOT_ID,
            "Ids of snapshots; all of them where none is given.");

    SnapshotList() {
        super("list", "List your snapshots.");
        example("slipway snapshot list", "All of them, the newest last.");
    }

    @Override
    public int run(Invocation invocation) {
        Snapshots snapshots = invocation.store().snapshots();
        invocation.output().print(SnapshotView.list(ids.given()
                ? snapshots.describe(ids.values())
                : snapshots.list(Query.all().orderBy("started"))));
        return 0;
    }
}
