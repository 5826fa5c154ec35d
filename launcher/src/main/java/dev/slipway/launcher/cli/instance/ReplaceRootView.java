package dev.slipway.launcher.cli.instance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.instance.record.ReplaceRootTask;
import dev.slipway.launcher.view.TagView;
import dev.slipway.launcher.view.document.Answer;
import java.util.List;

/** The replacement of a root volume in the shape of EC2's CreateReplaceRootVolumeTask. */
final class ReplaceRootView {

    private ReplaceRootView() {
    }

    /** EC2 does not name the volumes: they stand under {@code Slipway}. */
    static Answer of(ReplaceRootTask task) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode json = document.putObject("ReplaceRootVolumeTask");
        json.put("ReplaceRootVolumeTaskId", task.taskId().value());
        json.put("InstanceId", task.instanceId().value());
        json.put("TaskState", task.state().word());
        json.put("StartTime", Timestamp.format(task.startTime()));
        task.completeTime().ifPresent(time -> json.put("CompleteTime", Timestamp.format(time)));
        TagView.put(json, task.tags());
        task.imageId().ifPresent(image -> json.put("ImageId", image.value()));
        json.put("SnapshotId", task.snapshotId().value());
        json.put("DeleteReplacedRootVolume", task.deleteReplaced());
        json.putObject("Slipway").put("ReplacedVolumeId", task.replaced().value())
                .put("VolumeId", task.replacement().value());
        return new Answer(document, json, List.of());
    }
}
