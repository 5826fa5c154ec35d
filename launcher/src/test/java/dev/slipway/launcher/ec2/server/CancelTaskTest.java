package dev.slipway.launcher.ec2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.launcher.exchange.DiskPlace;
import dev.slipway.launcher.exchange.TaskKind;
import dev.slipway.launcher.exchange.TaskState;
import dev.slipway.launcher.exchange.TransferTask;
import dev.slipway.launcher.service.Services;
import dev.slipway.launcher.settings.GivenSettings;
import dev.slipway.launcher.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CancelImportTask and CancelExportTask, asked of one server about a task of another one, in EC2's words. */
class CancelTaskTest {

    private static final String ACCOUNT = "111122223333";
    private static final String IMPORT = "import-ami-0123456789abcdef0";
    private static final String SNAPSHOT = "import-snap-0123456789abcdef0";
    private static final String EXPORT = "export-ami-0123456789abcdef0";

    @TempDir
    private Path home;
    private InProcess endpoint;
    private Services worker;

    @BeforeEach
    void open() {
        endpoint = new InProcess(home, Map.of());
        worker = new Services(Settings.of(GivenSettings.gather(Map.of(), Map.of("SLIPWAY_HOME", home.toString())), false)
                .asAccount(new AccountId(ACCOUNT)), "worker", warning -> { });
        worker.transfers();
    }

    @AfterEach
    void close() {
        endpoint.close();
        worker.close();
    }

    @Test
    void aTaskThatIsWorkedOnIsDeletingAndThenDeleted() {
        RunningOperation work = workOn(IMPORT, TaskKind.IMPORT_IMAGE);
        endpoint.refused("DryRunOperation", "Action=CancelImportTask&DryRun=true&ImportTaskId=" + IMPORT);
        String answer = endpoint.answered("Action=CancelImportTask&CancelReason=too+large&ImportTaskId=" + IMPORT);
        assertTrue(answer.contains("<importTaskId>" + IMPORT + "</importTaskId><previousState>active</previousState>"
                + "<state>deleting</state>"), answer);
        assertEquals("deleting", status("Action=DescribeImportImageTasks&ImportTaskId.1=" + IMPORT));
        work.close();
        assertEquals("deleted", status("Action=DescribeImportImageTasks&ImportTaskId.1=" + IMPORT));
        assertTrue(endpoint.answered("Action=DescribeImportImageTasks&Filters.1.Name=task-state&Filters.1.Value.1=deleted")
                .contains("<statusMessage>Cancelled by its owner: too large</statusMessage>"));
        endpoint.refused("IncorrectState", "Action=CancelImportTask&ImportTaskId=" + IMPORT);
    }

    @Test
    void importsOfSnapshotsAndExportsToo() {
        RunningOperation snapshot = workOn(SNAPSHOT, TaskKind.IMPORT_SNAPSHOT);
        RunningOperation export = workOn(EXPORT, TaskKind.EXPORT_IMAGE);
        endpoint.answered("Action=CancelImportTask&ImportTaskId=" + SNAPSHOT);
        assertTrue(endpoint.answered("Action=CancelExportTask&ExportTaskId=" + EXPORT).contains("<return>true</return>"));
        snapshot.close();
        export.close();
        assertEquals("deleted", status("Action=DescribeImportSnapshotTasks&ImportTaskId.1=" + SNAPSHOT));
        assertEquals("deleted", status("Action=DescribeExportImageTasks&ExportImageTaskId.1=" + EXPORT));
    }

    @Test
    void whatIsNotThereOrAnothersIsNotFound() {
        RunningOperation work = workOn(IMPORT, TaskKind.IMPORT_IMAGE);
        try (InProcess stranger = new InProcess(home, Map.of(), "444455556666")) {
            stranger.refused("InvalidConversionTaskId", "Action=CancelImportTask&ImportTaskId=" + IMPORT);
        }
        endpoint.refused("InvalidConversionTaskId", "Action=CancelImportTask&ImportTaskId=" + SNAPSHOT);
        endpoint.refused("InvalidConversionTaskId.Malformed", "Action=CancelImportTask&ImportTaskId=import-i-x");
        endpoint.refused("MissingParameter", "Action=CancelImportTask");
        endpoint.refused("InvalidExportTaskID.NotFound", "Action=CancelExportTask&ExportTaskId=" + EXPORT);
        endpoint.refused("InvalidExportTaskID.Malformed", "Action=CancelExportTask&ExportTaskId=" + IMPORT);
        endpoint.refused("MissingParameter", "Action=CancelExportTask");
        assertEquals("active", status("Action=DescribeImportImageTasks&ImportTaskId.1=" + IMPORT));
        work.close();
    }

    /** A task that a process works on which is alive, until it lets go of it. */
    private RunningOperation workOn(String id, TaskKind kind) {
        RunningOperation operation = worker.store().operations().begin("transfer-task", Map.of("task", id), List.of());
        worker.store().catalogue().change(change -> change.insert(TransferTask.TABLE, new TransferTask(id, new AccountId(ACCOUNT), kind,
                TaskState.ACTIVE, 0, "converting", Optional.empty(), new DiskPlace(Optional.empty(), Optional.of("b"), Optional.of("k")),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), List.of(), Optional.empty(), "", Instant.now(), Optional.empty())));
        return operation;
    }

    private String status(String request) {
        return InProcess.first(endpoint.answered(request), "status");
    }
}
