package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeRequest;
import dev.slipway.imagestore.volume.VolumeSearch;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.disk.AttachRequest;
import dev.slipway.launcher.instance.disk.DetachRequest;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.VolumeView;
import java.util.List;

/** Volumes. */
final class VolumeActions {

    private static final String ID = "VolumeId";

    private VolumeActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.changes("CreateVolume", VolumeActions::create, "SnapshotId", "Size", "VolumeType", "Iops",
                        "Throughput", "AvailabilityZone", "ClientToken", "TagSpecification.N"),
                Action.reads("DescribeVolumes", VolumeActions::describe, "VolumeId.N", "Filter.N", "MaxResults", "NextToken"),
                Action.checks("AttachVolume", VolumeActions::attach, ID, "InstanceId", "Device"),
                Action.checks("DetachVolume", VolumeActions::detach, ID, "InstanceId", "Device", "Force"),
                Action.changes("ModifyVolume", VolumeActions::modify, ID, "Size"),
                Action.changes("DeleteVolume", VolumeActions::delete, ID));
    }

    private static VolumeId volume(Call call) {
        return new VolumeId(call.required(ID));
    }

    private static ObjectNode create(Call call) {
        call.requireTagsOf("volume");
        return VolumeView.created(call.services().store().volumes().create(new VolumeRequest(
                call.text("SnapshotId").map(SnapshotId::new), call.number("Size"), call.text("VolumeType"),
                call.number("Iops"), call.number("Throughput"), call.text("AvailabilityZone"), call.tags("volume"), call.text("ClientToken")),
                call.services().store().snapshots())).document();
    }

    private static ObjectNode describe(Call call) {
        Page<Volume> page = call.services().attachments().search(
                new VolumeSearch(call.list(ID, VolumeId::new), call.filters()), call.page());
        return Words.page(VolumeView.list(page.items()), page);
    }

    private static ObjectNode attach(Call call) {
        return VolumeView.attached(call.services().instances().attachVolume(new InstanceId(call.required("InstanceId")),
                new AttachRequest(volume(call), call.text("Device"), call.dryRun()))).document();
    }

    private static ObjectNode detach(Call call) {
        return VolumeView.detached(call.services().instances().detachVolume(new DetachRequest(volume(call),
                call.text("InstanceId").map(InstanceId::new), call.text("Device"), call.flag("Force"),
                DetachRequest.PATIENCE, call.dryRun()))).document();
    }

    private static ObjectNode modify(Call call) {
        int size = call.number("Size").orElseThrow(() -> new LauncherException(LauncherError.MISSING_PARAMETER,
                "The request must contain the parameter Size."));
        return VolumeView.grown(call.services().store().volumeGrowth().grow(volume(call), size), size).document();
    }

    private static ObjectNode delete(Call call) {
        call.services().store().volumes().delete(volume(call));
        return Words.done();
    }
}
