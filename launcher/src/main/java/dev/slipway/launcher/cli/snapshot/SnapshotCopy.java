package dev.slipway.launcher.cli.snapshot;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.SnapshotView;

/** {@code slipway snapshot copy}, EC2's CopySnapshot. */
final class SnapshotCopy extends Verb {

    private final Argument<SnapshotId> snapshot = argument("SNAPSHOT", StoreValues.SNAPSHOT_ID, "Id of the snapshot to copy.");
    private final Option<String> to = option("--to-region", "REGION", Values.TEXT,
            "Region that gets the copy; the current one where it is not given.");
    private final Option<String> from = option("--from-region", "REGION", Values.TEXT,
            "Region the snapshot is in; the current one where it is not given.");
    private final Option<String> description = option("--description", "TEXT", Values.TEXT,
            "Description of the copy; by default where it came from.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG,
            "A tag of the copy; may be given several times.");
    private final Flag verify = flag("--verify", "Read and check also what shares its blocks with the original.");

    SnapshotCopy() {
        super("copy", "Copy a snapshot to another region.");
        example("slipway snapshot copy snap-0123456789abcdef0 --to-region lab-2", "All it builds on is copied too.");
    }

    @Override
    public int run(Invocation invocation) {
        String here = invocation.settings().region();
        ImageStore source = invocation.services().inRegion(from.or(here)).store();
        ImageStore destination = invocation.services().inRegion(to.or(here)).store();
        Snapshot copy = destination.snapshotCopies().copy(source, snapshot.required(), description.value(),
                tags.values(), verify.given(), invocation.progress());
        invocation.output().print(SnapshotView.copied(copy));
        return 0;
    }
}
