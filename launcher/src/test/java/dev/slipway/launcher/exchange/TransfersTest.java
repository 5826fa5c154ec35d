package dev.slipway.launcher.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.OperationId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.transfer.archive.ExportFormat;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.service.Services;
import dev.slipway.launcher.settings.GivenSettings;
import dev.slipway.launcher.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that are cancelled, by their own server or another one, leave nothing; those that are complete stay so. */
class TransfersTest {

    @TempDir
    private Path folder;
    private Path bucket;
    private Services one;
    private Services other;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        bucket = Files.createDirectories(folder.toRealPath().resolve("bucket"));
        Files.write(bucket.resolve("disk.raw"), new byte[3 << 20]);
        Settings settings = Settings.of(GivenSettings.gather(Map.of(), Map.of("SLIPWAY_HOME", folder.resolve("home").toString(),
                "SLIPWAY_EXCHANGE_FOLDERS", bucket.toString())), false);
        one = new Services(settings, "one", warnings::add);
        other = new Services(settings, "other", warnings::add);
        one.store();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        assertEquals(List.of(), warnings);
    }

    /** The interruption comes somewhere into the work, each time elsewhere. */
    @RepeatedTest(5)
    void anImportThatIsCancelledLeavesNothing() {
        TransferTask task = one.transfers().importImage(anImport(), begun -> assertEquals(
                new Cancellation(begun.taskId(), TaskState.ACTIVE, TaskState.DELETING),
                other.transfers().cancelImport(begun.taskId(), Optional.of("changed my mind"), false)));
        assertEquals(TaskState.DELETED, task.state());
        assertEquals("Cancelled by its owner: changed my mind", task.statusMessage());
        assertTrue(task.endedAt().isPresent());
        TransferTask second = one.transfers().importSnapshot(anImport(),
                begun -> other.transfers().cancelImport(begun.taskId(), Optional.empty(), false));
        assertEquals(TaskState.DELETED, second.state());
        assertEquals("Cancelled by its owner.", second.statusMessage());
        assertNothingIsThere();
    }

    @Test
    void whatIsBeingCancelledMayBeCancelledAgainAndIsSeenUntilItIsGone() {
        one.transfers().importImage(anImport(), begun -> {
            other.transfers().cancelImport(begun.taskId(), Optional.empty(), false);
            assertEquals(new Cancellation(begun.taskId(), TaskState.DELETING, TaskState.DELETING),
                    other.transfers().cancelImport(begun.taskId(), Optional.of("again"), false));
            TransferTask seen = other.transfers().search(new TaskSearch(TaskKind.IMPORT_IMAGE, List.of(begun.taskId()), List.of()),
                    new PageRequest(OptionalInt.empty(), Optional.empty())).items().get(0);
            assertEquals(TaskState.DELETING, seen.state());
        });
        assertNothingIsThere();
    }

    @Test
    void anExportThatIsCancelledLeavesNeitherFileNorFolders() {
        Image image = anImage();
        TransferTask task = one.transfers().exportImage(anExport(image, "out/of/", false),
                begun -> other.transfers().cancelExport(begun.taskId()));
        assertEquals(TaskState.DELETED, task.state());
        assertFalse(Files.exists(bucket.resolve("out")));
        assertEquals(TaskState.COMPLETED, one.transfers().exportImage(anExport(image, "out/of/", false), begun -> { }).state());
        assertEquals(1, bucket.resolve("out").resolve("of").toFile().list().length);
    }

    @Test
    void aDryRunOfAnExportMakesNoFolder() {
        Image image = anImage();
        refused(LauncherError.DRY_RUN, () -> one.transfers().exportImage(anExport(image, "dry/run/", true), begun -> { }));
        assertFalse(Files.exists(bucket.resolve("dry")));
    }

    @Test
    void whatHasEndedOrIsNotThereCannotBeCancelled() {
        TransferTask done = one.transfers().importImage(anImport(), begun -> refused(LauncherError.DRY_RUN,
                () -> other.transfers().cancelImport(begun.taskId(), Optional.empty(), true)));
        assertEquals(TaskState.COMPLETED, done.state());
        refused(LauncherError.TASK_STATE, () -> other.transfers().cancelImport(done.taskId(), Optional.empty(), false));
        for (String prefix : new String[] {"import-ami-", "import-snap-"}) {
            refused(LauncherError.CONVERSION_TASK_NOT_FOUND,
                    () -> one.transfers().cancelImport(prefix + "0123456789abcdef0", Optional.empty(), false));
            refused(LauncherError.CONVERSION_TASK_MALFORMED, () -> one.transfers().cancelImport(prefix + "x", Optional.empty(), false));
        }
        refused(LauncherError.EXPORT_TASK_NOT_FOUND, () -> one.transfers().cancelExport("export-ami-0123456789abcdef0"));
        refused(LauncherError.EXPORT_TASK_MALFORMED, () -> one.transfers().cancelExport(done.taskId()));
    }

    @Test
    void aTaskWhoseServerDiedIsWhatItsWorkHadBecome() {
        Image image = anImage();
        String export = dead(TaskState.ACTIVE, image, "whole/", place -> write(place.file()));
        assertEquals(TaskState.COMPLETED, state(export));
        assertEquals(1, bucket.resolve("whole").toFile().list().length);
        String unwritten = dead(TaskState.ACTIVE, image, "half/", place -> { });
        assertEquals(TaskState.DELETED, state(unwritten));
        assertFalse(Files.exists(bucket.resolve("half")));
        String cancelled = dead(TaskState.DELETING, image, "gone/", place -> write(place.file()));
        assertEquals(TaskState.DELETED, state(cancelled));
        assertFalse(Files.exists(bucket.resolve("gone")));
    }

    /** A task as a process leaves it that dies when an export has come this far. */
    private String dead(TaskState state, Image image, String prefix, Consumer<ExportPlace> work) {
        ExportTaskRequest request = anExport(image, prefix, false);
        String id = TaskKind.EXPORT_IMAGE.nextId();
        ExportPlace place = new ExchangeFolders(List.of(bucket)).target("bucket", prefix, id + ".raw");
        place.make();
        work.accept(place);
        Map<String, String> details = new HashMap<>(place.details());
        details.put("task", id);
        one.store().catalogue().change(change -> {
            change.insert(TransferTask.TABLE, new TransferTask(id, one.store().account(), TaskKind.EXPORT_IMAGE, state, 0, "why",
                    Optional.empty(), new DiskPlace(Optional.empty(), Optional.of("bucket"), Optional.of(prefix)), Optional.empty(),
                    Optional.empty(), Optional.of(request.image()), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), List.of(), Optional.empty(), "", Instant.now(), Optional.empty()));
            return change.insert(Operation.TABLE, new Operation(OperationId.next(), "transfer-task",
                    Instant.now(), details, List.of(), List.of()));
        });
        return id;
    }

    private TaskState state(String id) {
        try (Services next = another()) {
            return next.transfers().search(new TaskSearch(TaskKind.EXPORT_IMAGE, List.of(id), List.of()),
                    new PageRequest(OptionalInt.empty(), Optional.empty())).items().get(0).state();
        }
    }

    private Services another() {
        return new Services(Settings.of(GivenSettings.gather(Map.of(), Map.of("SLIPWAY_HOME", folder.resolve("home").toString(),
                "SLIPWAY_EXCHANGE_FOLDERS", bucket.toString())), false), "next", warnings::add);
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "whole");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Image anImage() {
        TransferTask task = one.transfers().importImage(anImport(), begun -> { });
        assertEquals(TaskState.COMPLETED, task.state(), task.statusMessage());
        return one.store().images().find(task.imageId().map(ImageId::value).orElseThrow());
    }

    private static ImportTaskRequest anImport() {
        return new ImportTaskRequest(new DiskPlace(Optional.empty(), Optional.of("bucket"), Optional.of("disk.raw")),
                Optional.of(DiskFormat.RAW), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                Optional.empty(), false);
    }

    private static ExportTaskRequest anExport(Image image, String prefix, boolean dryRun) {
        return new ExportTaskRequest(image.imageId(), ExportFormat.RAW, "bucket", prefix, Optional.empty(), List.of(),
                Optional.empty(), dryRun);
    }

    private void assertNothingIsThere() {
        assertEquals(0, one.store().catalogue().read(reader -> reader.list(Image.TABLE, Query.all()).size()
                + reader.list(Snapshot.TABLE, Query.all()).size() + reader.list(Layer.TABLE, Query.all()).size()
                + reader.list(Operation.TABLE, Query.all()).size()).intValue());
        for (Path part : List.of(one.layout().stagingArea(), one.layout().locks(), one.layout().regionFolder().resolve("layers"))) {
            String[] left = part.toFile().list();
            assertEquals(0, left == null ? 0 : left.length, part.toString());
        }
    }

    private static void refused(LauncherError code, Executable what) {
        assertEquals(code, assertThrows(LauncherException.class, what).kind());
    }
}
