package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeRequest;
import dev.slipway.imagestore.volume.VolumeSearch;
import dev.slipway.launcher.instance.disk.AttachRequest;
import dev.slipway.launcher.instance.disk.DetachRequest;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.VolumeView;
import java.util.List;
import java.util.function.Function;

/** Volumes. */
final class VolumeActions {

    private static final String ID = "VolumeId";

    private VolumeActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.changes("CreateVolume", VolumeActions::create, "SnapshotId", "Size", "VolumeType", "Iops",
                        "Throughput", "AvailabilityZone", "ClientToken", "Encrypted", "MultiAttachEnabled", "TagSpecification.N"),
                Action.reads("DescribeVolumes", VolumeActions::describe, "VolumeId.N", "Filter.N", "MaxResults", "NextToken"),
                Action.checks("AttachVolume", VolumeActions::attach, ID, "InstanceId", "Device"),
                Action.checks("DetachVolume", VolumeActions::detach, ID, "InstanceId", "Device", "Force"),
                Action.changes("ModifyVolume", VolumeActions::modify, ID, "Size", "VolumeType"),
                volumes("DescribeVolumesModifications", VolumeView::modifications),
                volumes("DescribeVolumeStatus", VolumeView::statuses),
                Action.reads("DescribeVolumeAttribute", VolumeActions::attribute, ID, "Attribute"),
                Action.changes("DeleteVolume", VolumeActions::delete, ID));
    }

    private static Action volumes(String name, Function<List<Volume>, ObjectNode> view) {
        return Action.reads(name, call -> {
            Page<Volume> page = found(call);
            ObjectNode document = view.apply(page.items());
            page.nextToken().ifPresent(token -> document.put("NextToken", token));
            return document;
        }, "VolumeId.N", "Filter.N", "MaxResults", "NextToken");
    }

    private static ObjectNode attribute(Call call) {
        String attribute = Words.oneOf("Attribute", new String[] {"autoEnableIO", "productCodes"}, word -> word)
                .apply(call.required("Attribute"));
        return VolumeView.attribute(call.services().store().volumes().describe(List.of(volume(call))).get(0), attribute);
    }

    private static VolumeId volume(Call call) {
        return new VolumeId(call.required(ID));
    }

    private static ObjectNode create(Call call) {
        call.requireTagsOf("volume");
        Words.onlyUsual(call.parameters(), "Encrypted", "false");
        Words.onlyUsual(call.parameters(), "MultiAttachEnabled", "false");
        return VolumeView.created(call.services().store().volumes().create(new VolumeRequest(
                call.text("SnapshotId").map(SnapshotId::new), call.number("Size"), call.text("VolumeType"),
                call.number("Iops"), call.number("Throughput"), call.text("AvailabilityZone"), call.tags("volume"),
                call.text("ClientToken")),
                call.services().store().snapshots())).document();
    }

    private static ObjectNode describe(Call call) {
        Page<Volume> page = found(call);
        return Words.page(VolumeView.list(page.items()), page);
    }

    private static Page<Volume> found(Call call) {
        return call.services().attachments().search(new VolumeSearch(call.list(ID, VolumeId::new), call.filters()), call.page());
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
        // Whoever runs the volume's instance is asked by the launcher's services.
        call.services().instances();
        return VolumeView.modified(call.services().store().volumeGrowth().modify(volume(call), call.number("Size"),
                call.text("VolumeType"))).document();
    }

    private static ObjectNode delete(Call call) {
        call.services().store().volumes().delete(volume(call));
        return Words.done();
    }
}
