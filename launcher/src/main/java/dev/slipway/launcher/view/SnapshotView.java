package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.snapshot.Lineage;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Snapshots in the shape of EC2's DescribeSnapshots. */
public final class SnapshotView {

    /** What EC2 names as the volume of a snapshot that was not taken of one. */
    private static final String NO_VOLUME = "vol-ffffffff";

    private SnapshotView() {
    }

    /** A list of snapshots. */
    public static Answer list(List<Snapshot> snapshots) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Snapshots");
        for (Snapshot snapshot : snapshots) {
            put(list.addObject(), snapshot);
        }
        return Answer.list(document, "Snapshots",
                Column.id("SNAPSHOT", "SnapshotId"),
                Column.at("GIB", "VolumeSize"),
                Column.at("STATE", "State"),
                Column.id("VOLUME", "VolumeId"),
                Column.at("STARTED", "StartTime"),
                Column.at("DESCRIPTION", "Description"));
    }

    /** What CreateSnapshot answers. */
    public static Answer created(Snapshot snapshot) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        put(document, snapshot);
        return Answer.of(document);
    }

    /** One snapshot with what it comes from and what comes from it, which EC2 does not tell. */
    public static Answer described(Snapshot snapshot, Lineage lineage) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode json = document.putArray("Snapshots").addObject();
        put(json, snapshot);
        ObjectNode own = json.putObject("Slipway");
        own.put("LayerId", lineage.layerId().value());
        own.put("ChainDepth", lineage.chainDepth());
        lineage.parent().ifPresent(id -> own.put("ParentSnapshotId", id.value()));
        ArrayNode children = own.putArray("ChildSnapshotIds");
        lineage.children().forEach(id -> children.add(id.value()));
        ArrayNode volumes = own.putArray("VolumeIds");
        lineage.volumes().forEach(id -> volumes.add(id.value()));
        ArrayNode images = own.putArray("ImageIds");
        lineage.images().forEach(id -> images.add(id.value()));
        return new Answer(document, json, List.of());
    }

    /** One attribute in the shape of DescribeSnapshotAttribute. */
    public static ObjectNode attribute(Snapshot snapshot, String name) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        if (name.equals("productCodes")) {
            document.putArray("ProductCodes");
            ProductCodeView.put(document, snapshot.productCodes());
        } else {
            PermissionsView.put(document.putArray("CreateVolumePermissions"), snapshot.createVolumePermissions());
        }
        return document.put("SnapshotId", snapshot.snapshotId().value());
    }

    /** What CopySnapshot answers. */
    public static Answer copied(Snapshot snapshot) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("SnapshotId", snapshot.snapshotId().value());
        TagView.put(document, snapshot.tags());
        return Answer.of(document);
    }

    private static void put(ObjectNode json, Snapshot snapshot) {
        TagView.put(json, snapshot.tags());
        json.put("SnapshotId", snapshot.snapshotId().value());
        json.put("VolumeId", snapshot.volumeId().map(id -> id.value()).orElse(NO_VOLUME));
        json.put("State", snapshot.state().word());
        snapshot.stateMessage().ifPresent(why -> json.put("StateMessage", why));
        json.put("StartTime", Timestamp.format(snapshot.startTime()));
        json.put("Progress", snapshot.progress());
        json.put("OwnerId", snapshot.ownerId().value());
        json.put("Description", snapshot.description().orElse(""));
        json.put("VolumeSize", snapshot.volumeSize());
        json.put("Encrypted", false);
    }
}
