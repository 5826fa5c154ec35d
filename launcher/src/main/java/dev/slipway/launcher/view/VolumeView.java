package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeAttachment;
import dev.slipway.imagestore.volume.VolumeModification;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Volumes in the shape of EC2's DescribeVolumes. */
public final class VolumeView {

    /** EC2's word for an attachment that is over; none is recorded. */
    private static final String DETACHED = "detached";
    private static final int ALL = 100;

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
        json.put("Progress", ALL);
        return new Answer(document, json, List.of());
    }

    /** What ModifyVolume answers, of a volume as it is now. */
    public static Answer modified(Volume volume) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        putModification(document.putObject("VolumeModification"), volume);
        return Answer.of(document);
    }

    /** What DescribeVolumesModifications answers; volumes that were never changed are not in it. */
    public static ObjectNode modifications(List<Volume> volumes) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("VolumesModifications");
        for (Volume volume : volumes) {
            if (volume.modification().isPresent()) {
                putModification(list.addObject(), volume);
            }
        }
        return document;
    }

    private static void putModification(ObjectNode json, Volume volume) {
        VolumeModification change = volume.modification().orElseThrow();
        json.put("VolumeId", volume.volumeId().value());
        json.put("ModificationState", "completed");
        json.put("TargetSize", change.targetSize());
        json.put("TargetVolumeType", change.targetType());
        json.put("OriginalSize", change.originalSize());
        json.put("OriginalVolumeType", change.originalType());
        json.put("Progress", ALL);
        json.put("StartTime", Timestamp.format(change.startTime()));
        json.put("EndTime", Timestamp.format(change.endTime()));
    }

    /** What DescribeVolumeStatus answers: a volume that is there can be read and written. */
    public static ObjectNode statuses(List<Volume> volumes) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("VolumeStatuses");
        for (Volume volume : volumes) {
            ObjectNode json = list.addObject();
            json.putArray("Actions");
            json.put("AvailabilityZone", volume.availabilityZone());
            json.putArray("Events");
            json.put("VolumeId", volume.volumeId().value());
            ObjectNode status = json.putObject("VolumeStatus");
            ArrayNode details = status.putArray("Details");
            details.addObject().put("Name", "io-enabled").put("Status", "passed");
            details.addObject().put("Name", "io-performance").put("Status", "not-applicable");
            status.put("Status", "ok");
        }
        return document;
    }

    /** What DescribeVolumeAttribute answers. */
    public static ObjectNode attribute(Volume volume, String name) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("VolumeId", volume.volumeId().value());
        if (name.equals("productCodes")) {
            document.putArray("ProductCodes");
            ProductCodeView.put(document, volume.productCodes());
        } else {
            document.putObject("AutoEnableIO").put("Value", false);
        }
        return document;
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
