package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotRequest;
import dev.slipway.imagestore.snapshot.SnapshotSearch;
import dev.slipway.launcher.view.SnapshotView;
import java.util.List;

/** Snapshots. */
final class SnapshotActions {

    private static final String TYPE = "snapshot";

    private SnapshotActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.changes("CreateSnapshot", SnapshotActions::create, "VolumeId", "Description", "TagSpecification.N"),
                Action.reads("DescribeSnapshots", SnapshotActions::describe, "SnapshotId.N", "Owner.N", "RestorableBy.N",
                        "Filter.N", "MaxResults", "NextToken"),
                Action.changes("CopySnapshot", SnapshotActions::copy, "SourceSnapshotId", "SourceRegion", "Description",
                        "DestinationRegion", "PresignedUrl", "TagSpecification.N"),
                Action.changes("DeleteSnapshot", SnapshotActions::delete, "SnapshotId"));
    }

    private static ObjectNode create(Call call) {
        call.requireTagsOf(TYPE);
        // Whoever runs the volume's instance is asked by the launcher's services.
        call.services().instances();
        return SnapshotView.created(call.services().store().volumeSnapshots().take(new SnapshotRequest(
                List.of(new VolumeId(call.required("VolumeId"))), call.text("Description"), call.tags(TYPE), false))
                .snapshots().get(0)).document();
    }

    private static ObjectNode describe(Call call) {
        Page<Snapshot> page = call.services().store().snapshots().search(new SnapshotSearch(
                call.list("SnapshotId", SnapshotId::new), call.parameters().texts("Owner"),
                call.parameters().texts("RestorableBy"), call.filters()), call.page());
        return Words.page(SnapshotView.list(page.items()), page);
    }

    private static ObjectNode copy(Call call) {
        call.requireTagsOf(TYPE);
        return SnapshotView.copied(call.services().store().snapshotCopies().copy(
                call.services().inRegion(call.required("SourceRegion")).store(),
                new SnapshotId(call.required("SourceSnapshotId")), call.text("Description"), call.tags(TYPE), false,
                Progress.NONE)).document();
    }

    private static ObjectNode delete(Call call) {
        call.services().store().snapshots().delete(new SnapshotId(call.required("SnapshotId")));
        return Words.done();
    }
}
