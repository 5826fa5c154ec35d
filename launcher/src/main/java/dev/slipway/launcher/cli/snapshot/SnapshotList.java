package dev.slipway.launcher.cli.snapshot;

import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotSearch;
import dev.slipway.imagestore.snapshot.Snapshots;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.ListingVerb;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.SnapshotView;

/** {@code slipway snapshot list}, EC2's DescribeSnapshots. */
final class SnapshotList extends ListingVerb {

    private final Argument<SnapshotId> ids = arguments("SNAPSHOT", 0, Argument.ANY, StoreValues.SNAPSHOT_ID,
            "Ids of snapshots; all of them where none is given.");
    private final Option<String> owner = options("--owner-ids,--owner", "ACCOUNT", Values.TEXT,
            "Only snapshots of this account, or of your own: self; may be given several times.");
    private final Option<String> restorableBy = options("--restorable-by-user-ids,--restorable-by", "ACCOUNT", Values.TEXT,
            "Only snapshots with explicit permission for this account or self, or the public ones: all.");

    SnapshotList() {
        super("list", "List your snapshots, and those that others share with you.");
        example("slipway snapshot list", "All of them, the newest last.");
        example("slipway snapshot list --owner self --filter status=completed --filter tag:env=prod",
                "Your own that are complete and have a tag.");
    }

    @Override
    public int run(Invocation invocation) {
        SnapshotSearch search = new SnapshotSearch(ids.values(), owner.values(), restorableBy.values(), filters());
        Snapshots snapshots = invocation.store().snapshots();
        Page<Snapshot> page = gather(request -> snapshots.search(search, request));
        return print(invocation, SnapshotView.list(page.items()), page);
    }
}
