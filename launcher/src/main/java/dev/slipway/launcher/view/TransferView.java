package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.exchange.Cancellation;
import dev.slipway.launcher.exchange.DiskPlace;
import dev.slipway.launcher.exchange.TaskKind;
import dev.slipway.launcher.exchange.TaskState;
import dev.slipway.launcher.exchange.TransferTask;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Tasks of imports and exports in the shapes of EC2's ImportImageTask, ImportSnapshotTask and ExportImageTask. */
public final class TransferView {

    private static final String DESCRIPTION = "Description";
    private static final String STATUS = "Status";

    private TransferView() {
    }

    /** What ImportImage, ImportSnapshot or ExportImage answers. */
    public static Answer begun(TransferTask task) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        put(document, task);
        return Answer.of(document);
    }

    /** What CancelImportTask answers. */
    public static Answer cancelled(Cancellation cancellation) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("ImportTaskId", cancellation.taskId());
        document.put("PreviousState", cancellation.previous().word());
        document.put("State", cancellation.state().word());
        return Answer.of(document);
    }

    /** A list of tasks of a kind. */
    public static Answer list(TaskKind kind, List<TransferTask> tasks) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        String name = switch (kind) {
            case IMPORT_IMAGE -> "ImportImageTasks";
            case IMPORT_SNAPSHOT -> "ImportSnapshotTasks";
            case EXPORT_IMAGE -> "ExportImageTasks";
        };
        ArrayNode list = document.putArray(name);
        tasks.forEach(task -> put(list.addObject(), task));
        return Answer.list(document, name, Column.at("STATUS", STATUS), Column.at("DESCRIPTION", DESCRIPTION));
    }

    private static void put(ObjectNode json, TransferTask task) {
        switch (task.kind()) {
            case IMPORT_IMAGE -> image(json, task);
            case IMPORT_SNAPSHOT -> {
                task.description().ifPresent(text -> json.put(DESCRIPTION, text));
                json.put("ImportTaskId", task.taskId());
                disk(json.putObject("SnapshotTaskDetail").put("Encrypted", false), task);
            }
            case EXPORT_IMAGE -> export(json, task);
        }
        TagView.put(json, task.tags());
    }

    private static void image(ObjectNode json, TransferTask task) {
        task.architecture().ifPresent(word -> json.put("Architecture", word));
        task.description().ifPresent(text -> json.put(DESCRIPTION, text));
        json.put("Encrypted", false);
        task.imageId().ifPresent(id -> json.put("ImageId", id.value()));
        json.put("ImportTaskId", task.taskId());
        task.platform().ifPresent(word -> json.put("Platform", word));
        task.bootMode().ifPresent(word -> json.put("BootMode", word));
        disk(json.putArray("SnapshotDetails").addObject(), task);
        status(json, task);
    }

    private static void disk(ObjectNode json, TransferTask task) {
        task.description().ifPresent(text -> json.put(DESCRIPTION, text));
        task.diskBytes().ifPresent(bytes -> json.put("DiskImageSize", (double) bytes));
        task.format().ifPresent(word -> json.put("Format", word));
        task.snapshotId().ifPresent(id -> json.put("SnapshotId", id.value()));
        DiskPlace place = task.place();
        place.url().ifPresent(url -> json.put("Url", url));
        place.bucket().ifPresent(bucket -> json.putObject("UserBucket").put("S3Bucket", bucket).put("S3Key", place.key().orElse("")));
        status(json, task);
    }

    private static void export(ObjectNode json, TransferTask task) {
        task.description().ifPresent(text -> json.put(DESCRIPTION, text));
        task.format().ifPresent(word -> json.put("DiskImageFormat", word));
        json.put("ExportImageTaskId", task.taskId());
        task.imageId().ifPresent(id -> json.put("ImageId", id.value()));
        json.putObject("S3ExportLocation").put("S3Bucket", task.place().bucket().orElse(""))
                .put("S3Prefix", task.place().key().orElse(""));
        status(json, task);
    }

    private static void status(ObjectNode json, TransferTask task) {
        if (task.state() == TaskState.ACTIVE) {
            json.put("Progress", Integer.toString(task.progress()));
        }
        json.put(STATUS, task.state().word());
        if (!task.statusMessage().isEmpty()) {
            json.put("StatusMessage", task.statusMessage());
        }
    }
}
