package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.sharing.PermissionChange;
import dev.slipway.launcher.view.SnapshotView;
import java.util.List;

/** Who may make volumes of snapshots. */
final class SnapshotAttributeActions {

    private static final String ID = "SnapshotId";
    private static final String ATTRIBUTE = "Attribute";
    private static final String PERMISSION = "createVolumePermission";

    private SnapshotAttributeActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.reads("DescribeSnapshotAttribute", SnapshotAttributeActions::describe, ID, ATTRIBUTE),
                Action.changes("ModifySnapshotAttribute", SnapshotAttributeActions::modify, ID, ATTRIBUTE,
                        "CreateVolumePermission.Add.N", "CreateVolumePermission.Remove.N", "OperationType", "UserId.N", "UserGroup.N"),
                Action.changes("ResetSnapshotAttribute", SnapshotAttributeActions::reset, ID, ATTRIBUTE));
    }

    private static SnapshotId snapshot(Call call) {
        return new SnapshotId(call.required(ID));
    }

    private static ObjectNode describe(Call call) {
        String attribute = Words.oneOf(ATTRIBUTE, new String[] {PERMISSION, "productCodes"}, word -> word)
                .apply(call.required(ATTRIBUTE));
        return SnapshotView.attribute(call.services().store().snapshots().describe(List.of(snapshot(call))).get(0), attribute);
    }

    private static ObjectNode modify(Call call) {
        call.text(ATTRIBUTE).map(Words.oneOf(ATTRIBUTE, new String[] {PERMISSION}, word -> word));
        PermissionChange change = ImageAttributeActions.permissions(call, "CreateVolumePermission");
        call.services().store().snapshotSharing().modify(snapshot(call), change);
        return Words.done();
    }

    private static ObjectNode reset(Call call) {
        Words.oneOf(ATTRIBUTE, new String[] {PERMISSION}, word -> word).apply(call.required(ATTRIBUTE));
        call.services().store().snapshotSharing().reset(snapshot(call));
        return Words.done();
    }
}
