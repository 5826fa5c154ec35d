package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.lifecycle.DeletedSnapshot;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** What became of images and their snapshots, in the shape of EC2's DeregisterImage. */
public final class DeregistrationView {

    private DeregistrationView() {
    }

    /** What DeregisterImage answers. */
    public static Answer of(List<DeletedSnapshot> snapshots) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Return", true);
        if (snapshots.isEmpty()) {
            return Answer.of(document);
        }
        putSnapshots(document, snapshots);
        return Answer.list(document, "DeleteSnapshotResults",
                Column.id("SNAPSHOT", "SnapshotId"), Column.at("RESULT", "ReturnCode"));
    }

    /** Adds what became of snapshots, in EC2's words. */
    public static void putSnapshots(ObjectNode document, List<DeletedSnapshot> snapshots) {
        ArrayNode list = document.putArray("DeleteSnapshotResults");
        snapshots.forEach(snapshot -> list.addObject()
                .put("SnapshotId", snapshot.snapshotId().value()).put("ReturnCode", snapshot.outcome().word()));
    }
}
