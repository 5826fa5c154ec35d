package dev.slipway.launcher.cli.snapshot;

import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.snapshot.Snapshots;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.view.SnapshotView;
import java.util.List;

/** {@code slipway snapshot describe}: EC2's DescribeSnapshots of one, with what it comes from and what comes from it. */
final class SnapshotDescribe extends Verb {

    private final Argument<SnapshotId> id = argument("SNAPSHOT", StoreValues.SNAPSHOT_ID, "A snapshot of yours.");

    SnapshotDescribe() {
        super("describe", "Show a snapshot with what it comes from and what was made of it.");
        example("slipway snapshot describe snap-0123456789abcdef0 --query Snapshots[0].Slipway.ImageIds",
                "The images that keep it from being deleted.");
    }

    @Override
    public int run(Invocation invocation) {
        Snapshots snapshots = invocation.store().snapshots();
        invocation.output().print(SnapshotView.described(
                snapshots.describe(List.of(id.required())).get(0), snapshots.lineage(id.required())));
        return 0;
    }
}
