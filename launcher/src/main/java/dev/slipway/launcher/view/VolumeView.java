package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeAttachment;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Volumes in the shape of EC2's DescribeVolumes. */
public final class VolumeView {

    /** EC2's word for an attachment that is over; none is recorded. */
    private static final String DETACHED = "detached";

    private VolumeView() {
    }

    /** A list of volumes. */
    public static Answer list(List<Volume> volumes) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Volumes");
        for (Volume volume : volumes) {
            put(list.addObject(), volume);
        }
        return Answer.list(document, "Volumes",
                Column.id("VOLUME", "VolumeId"),
                Column.at("GIB", "Size"),
                Column.at("STATE", "State"),
                new Column("INSTANCE", row -> row.path("Attachments").path(0).path("InstanceId").asText()),
                new Column("DEVICE", row -> row.path("Attachments").path(0).path("Device").asText()),
                Column.id("SNAPSHOT", "SnapshotId"),
                Column.at("CREATED", "CreateTime"));
    }

    /** What CreateVolume answers. */
    public static Answer created(Volume volume) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        put(document, volume);
        return Answer.of(document);
    }

    /** What AttachVolume answers. */
    public static Answer attached(Volume volume) {
        return attachment(volume, volume.attachments().get(0).state().word());
    }

    /** What DetachVolume answers, of a volume as it was while attached. */
    public static Answer detached(Volume before) {
        return attachment(before, DETACHED);
    }

    private static Answer attachment(Volume volume, String state) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        putAttachment(document, volume, volume.attachments().get(0), state);
        return Answer.of(document);
    }

    /** What ModifyVolume answers, of a volume as it was before. */
    public static Answer grown(Volume before, int size) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode json = document.putObject("VolumeModification");
        json.put("VolumeId", before.volumeId().value());
        json.put("ModificationState", "completed");
        json.put("TargetSize", size);
        json.put("TargetVolumeType", before.volumeType());
        json.put("OriginalSize", before.size());
        json.put("OriginalVolumeType", before.volumeType());
        json.put("Progress", 100);
        return new Answer(document, json, List.of());
    }

    private static void put(ObjectNode json, Volume volume) {
        ArrayNode attachments = json.putArray("Attachments");
        for (VolumeAttachment attachment : volume.attachments()) {
            putAttachment(attachments.addObject(), volume, attachment, attachment.state().word());
        }
        json.put("AvailabilityZone", volume.availabilityZone());
        json.put("CreateTime", Timestamp.format(volume.createTime()));
        json.put("Encrypted", false);
        json.put("Size", volume.size());
        json.put("SnapshotId", volume.snapshotId().map(id -> id.value()).orElse(""));
        json.put("State", volume.state().word());
        json.put("VolumeId", volume.volumeId().value());
        ProductCodeView.put(json, volume.productCodes());
        TagView.put(json, volume.tags());
        json.put("VolumeType", volume.volumeType());
    }

    private static void putAttachment(ObjectNode json, Volume volume, VolumeAttachment attachment, String state) {
        json.put("AttachTime", Timestamp.format(attachment.attachTime()))
                .put("Device", attachment.device())
                .put("InstanceId", attachment.instanceId())
                .put("State", state)
                .put("VolumeId", volume.volumeId().value())
                .put("DeleteOnTermination", attachment.deleteOnTermination());
    }
}
