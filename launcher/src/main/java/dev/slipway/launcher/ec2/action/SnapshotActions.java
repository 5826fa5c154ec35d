package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotRequest;
import dev.slipway.imagestore.snapshot.SnapshotSearch;
import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;
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
                Action.changes("CreateSnapshots", SnapshotActions::createAll, "InstanceSpecification.InstanceId",
                        "InstanceSpecification.ExcludeBootVolume", "InstanceSpecification.ExcludeDataVolumeId.N", "Description",
                        "CopyTagsFromSource", "TagSpecification.N"),
                Action.reads("DescribeSnapshots", SnapshotActions::describe, "SnapshotId.N", "Owner.N", "RestorableBy.N",
                        "Filter.N", "MaxResults", "NextToken"),
                Action.changes("CopySnapshot", SnapshotActions::copy, "SourceSnapshotId", "SourceRegion", "Description",
                        "DestinationRegion", "PresignedUrl", "TagSpecification.N"),
                Action.changes("DeleteSnapshot", SnapshotActions::delete, "SnapshotId"));
    }

    private static ObjectNode create(Call call) {
        call.requireTagsOf(TYPE);
        SnapshotRequest request = new SnapshotRequest(
                List.of(new VolumeId(call.required("VolumeId"))), call.text("Description"), call.tags(TYPE), false);
        return SnapshotView.created(Begun.<List<Snapshot>>unlessItFails(call, (services, begun) -> {
            // Whoever runs the volume's instance is asked by the launcher's services.
            services.instances();
            return services.store().volumeSnapshots().take(request, begun).snapshots();
        }).get(0)).document();
    }

    private static ObjectNode createAll(Call call) {
        call.requireTagsOf(TYPE);
        Members instance = call.parameters().member("InstanceSpecification");
        String id = instance.text("InstanceId").orElseThrow(() -> new LauncherException(LauncherError.MISSING_PARAMETER,
                "The request must contain the parameter InstanceSpecification.InstanceId."));
        boolean excludeRoot = instance.text("ExcludeBootVolume").filter(text -> Call.truth("ExcludeBootVolume", text)).isPresent();
        List<VolumeId> excluded = instance.texts("ExcludeDataVolumeId").stream().map(VolumeId::new).toList();
        boolean copyTags = call.text("CopyTagsFromSource").map(Words.oneOf("CopyTagsFromSource", new String[] {"volume"}, word -> word))
                .isPresent();
        InstanceId whose = new InstanceId(id);
        return SnapshotView.list(Begun.<List<Snapshot>>unlessItFails(call, (services, begun) -> services.instances().snapshot(whose,
                excludeRoot, excluded, call.text("Description"), call.tags(TYPE), copyTags, begun).snapshots())).document();
    }

    private static ObjectNode describe(Call call) {
        Page<Snapshot> page = call.services().store().snapshots().search(new SnapshotSearch(
                call.list("SnapshotId", SnapshotId::new), call.parameters().texts("Owner"),
                call.parameters().texts("RestorableBy"), call.filters()), call.page());
        return Words.page(SnapshotView.list(page.items()), page);
    }

    private static ObjectNode copy(Call call) {
        call.requireTagsOf(TYPE);
        String source = call.required("SourceRegion");
        SnapshotId original = new SnapshotId(call.required("SourceSnapshotId"));
        return SnapshotView.copied(Begun.<Snapshot>of(call, (services, begun) -> services.store().snapshotCopies().copy(
                services.inRegion(source).store(), original, call.text("Description"), call.tags(TYPE), false, begun,
                Progress.NONE))).document();
    }

    private static ObjectNode delete(Call call) {
        call.services().store().snapshots().delete(new SnapshotId(call.required("SnapshotId")));
        return Words.done();
    }
}
