package dev.slipway.launcher.exchange;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.ImageDefaults;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.operation.Unsettled;
import dev.slipway.imagestore.registry.imports.ImportRequest;
import dev.slipway.imagestore.source.ExpectedDigest;
import dev.slipway.imagestore.source.ImportSource;
import dev.slipway.imagestore.source.Recognised;
import dev.slipway.imagestore.source.SourceLocation;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Imports and exports that are tasks: whoever asks is told at once that one has begun, and what became of it by its record. What
 * fails after that is in the record only, as in EC2; a task whose process died has failed.
 */
public final class Transfers {

    private static final String KIND = "transfer-task";
    private static final String TASK = "task";
    private static final String CANCELLED = "Cancelled by its owner";

    private final ImageStore store;
    private final ExchangeFolders folders;
    private final TransferTasks tasks;

    /**
     * The tasks of the account that {@code store} is open for; settles those whose process died.
     *
     * @param warnings told of what cannot be settled now
     */
    public Transfers(ImageStore store, ExchangeFolders folders, Consumer<String> warnings) {
        this.store = store;
        this.folders = folders;
        this.tasks = new TransferTasks(store.catalogue(), store.account());
        store.operations().register(KIND, this::settle);
        for (Unsettled left : store.operations().recover()) {
            // The others are told of by whoever opened the store.
            if (left.operation().kind().equals(KIND)) {
                warnings.accept(left.sentence());
            }
        }
    }

    /**
     * EC2's ImportImage: an image whose name is the task's id. Throws INVALID_PARAMETER_VALUE for a disk that may not be read,
     * IDEMPOTENT_PARAMETER_MISMATCH, DRY_RUN.
     *
     * @param begun told of the task before the work begins
     * @return the task when all is done
     */
    public TransferTask importImage(ImportTaskRequest request, Consumer<TransferTask> begun) {
        Path file = source(request.place());
        ImageSettings.checkDescription(request.description());
        TransferTask task = task(TaskKind.IMPORT_IMAGE, request, file);
        ImageSettings sound = settings(request, task.taskId(), Recognised.NOTHING);
        return run(task, request.dryRun(), Optional.empty(), begun, progress ->
            store.images().importImage(new ImportRequest(importSource(request, file), Optional.of(sound.name()),
                    recognised -> settings(request, task.taskId(), recognised),
                    (change, image) -> tasks.complete(change, task.taskId(), now -> now.completed(Optional.of(image.imageId()),
                            image.snapshotIds().stream().findFirst(), Optional.of(image.architecture().ec2Name()), Timestamp.now()))),
                    progress));
    }

    /** EC2's ImportSnapshot, in the same way. */
    public TransferTask importSnapshot(ImportTaskRequest request, Consumer<TransferTask> begun) {
        Path file = source(request.place());
        ImageSettings.checkDescription(request.description());
        TransferTask task = task(TaskKind.IMPORT_SNAPSHOT, request, file);
        return run(task, request.dryRun(), Optional.empty(), begun, progress ->
                store.images().importSnapshot(importSource(request, file), request.description(), request.tags(),
                        (change, snapshot) -> tasks.complete(change, task.taskId(), now -> now.completed(Optional.empty(),
                                Optional.of(snapshot.snapshotId()), Optional.empty(), Timestamp.now())), progress));
    }

    /**
     * EC2's ExportImage: the root disk, as a file of the bucket's folder. Throws IMAGE_NOT_FOUND, and what else keeps the image from
     * being exported; INVALID_PARAMETER_VALUE for a place that may not be written to.
     */
    public TransferTask exportImage(ExportTaskRequest request, Consumer<TransferTask> begun) {
        store.images().find(request.image().value());
        String id = TaskKind.EXPORT_IMAGE.nextId();
        String extension = request.format().toString().toLowerCase(Locale.ROOT);
        ExportPlace place = folders.target(request.bucket(), request.prefix(), id + "." + extension);
        TransferTask task = new TransferTask(id, store.account(), TaskKind.EXPORT_IMAGE, TaskState.ACTIVE, 0, "validating",
                request.description(), new DiskPlace(Optional.empty(), Optional.of(request.bucket()), Optional.of(request.prefix())),
                Optional.of(extension.toUpperCase(Locale.ROOT)), Optional.empty(), Optional.of(request.image()), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), request.tags(), request.clientToken(), Json.write(request),
                Timestamp.now(), Optional.empty());
        return run(task, request.dryRun(), Optional.of(place), begun, progress -> {
            place.make();
            store.exports().image(request.image().value(), Optional.empty(), place.file(), request.format(), false, false, progress);
            store.catalogue().change(change -> {
                complete(change, id);
                return null;
            });
        });
    }

    private void complete(Change change, String export) {
        tasks.complete(change, export,
                now -> now.completed(Optional.empty(), Optional.empty(), Optional.empty(), Timestamp.now()));
    }

    /**
     * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CancelImportTask.html">CancelImportTask</a>: the
     * task is {@code deleting} at once, and {@code deleted} when whoever works on it, which may be another server, has undone what it
     * did. Throws the kind's codes for an id that is none, TASK_STATE for a task that has ended, DRY_RUN.
     */
    public Cancellation cancelImport(String id, Optional<String> reason, boolean dryRun) {
        return tasks.cancel(TaskKind.ofImport(id), id, CANCELLED + reason.map(text -> ": " + text).orElse("."), dryRun);
    }

    /** EC2's CancelExportTask, in the same way; a file that was written meanwhile goes, too. */
    public Cancellation cancelExport(String id) {
        return tasks.cancel(TaskKind.EXPORT_IMAGE, id, CANCELLED + ".", false);
    }

    /** The tasks that are looked for, the oldest first; throws the kind's code for an id that is none. */
    public Page<TransferTask> search(TaskSearch search, PageRequest page) {
        return tasks.search(search, page);
    }

    private Path source(DiskPlace place) {
        if (place.url().isPresent() == place.bucket().isPresent()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "A disk container has either a Url or a UserBucket.");
        }
        return place.url().map(folders::source).orElseGet(() -> folders.source(place.bucket().orElseThrow(), place.key().orElse("")));
    }

    private static ImportSource importSource(ImportTaskRequest request, Path file) {
        return new ImportSource(new SourceLocation.LocalFile(file), request.format(), new ExpectedDigest.Any());
    }

    private static ImageSettings settings(ImportTaskRequest request, String name, Recognised recognised) {
        Architecture architecture = request.architecture().or(recognised::architecture).orElse(ImageDefaults.STANDARD.architecture());
        ImageSettings named = ImageSettings.named(name, architecture);
        return new ImageSettings(name, request.description(), architecture, named.virtualizationType(),
                request.bootMode().or(() -> recognised.bootModeFor(architecture, named.virtualizationType())), Optional.empty(),
                Optional.empty(), Optional.empty(), request.tags())
                .withPlatform(request.platform().or(recognised::platform));
    }

    private TransferTask task(TaskKind kind, ImportTaskRequest request, Path file) {
        return new TransferTask(kind.nextId(), store.account(), kind, TaskState.ACTIVE, 0, "validating", request.description(),
                request.place(), request.format().map(DiskFormat::name), Optional.of(file.toFile().length()), Optional.empty(),
                Optional.empty(), request.architecture().map(Architecture::ec2Name), request.platform(),
                request.bootMode().map(BootMode::word), request.tags(), request.clientToken(), Json.write(request),
                Timestamp.now(), Optional.empty());
    }

    /**
     * @param place what is written outside of the store
     * @param work does it, and completes the task with the step that makes it visible
     */
    private TransferTask run(TransferTask task, boolean dryRun, Optional<ExportPlace> place, Consumer<TransferTask> begun,
            Consumer<Progress> work) {
        Optional<TransferTask> earlier = tasks.earlier(task.kind(), task.clientToken(), task.request());
        if (earlier.isPresent()) {
            begun.accept(earlier.get());
            return earlier.get();
        }
        if (dryRun) {
            throw new LauncherException(LauncherError.DRY_RUN, "Request would have succeeded, but DryRun flag is set.");
        }
        Map<String, String> details = new HashMap<>(place.map(ExportPlace::details).orElse(Map.of()));
        details.put(TASK, task.taskId());
        // Closing it settles whatever has not come to its end, and leaves alone what has.
        RunningOperation operation = store.operations().begin(KIND, details, List.of());
        try {
            tasks.add(task);
            begun.accept(task);
            return toItsEnd(task.taskId(), place, work);
        } finally {
            operation.close();
        }
    }

    private TransferTask toItsEnd(String id, Optional<ExportPlace> place, Consumer<Progress> work) {
        try {
            CancelWatch.during(() -> tasks.isCancelled(id), () -> work.accept(tasks.progress(id)));
            return tasks.get(id);
        } catch (SlipwayException e) {
            place.ifPresent(ExportPlace::remove);
            return tasks.giveUp(id, "ClientError: " + e.code().code() + ": " + e.getMessage());
        }
    }

    private void settle(Operation operation) {
        String id = operation.details().get(TASK);
        Optional<TransferTask> task = store.catalogue().read(reader -> reader.find(TransferTask.TABLE, id)).map(Stored::document);
        Optional<ExportPlace> place = ExportPlace.of(operation.details());
        if (task.isEmpty() || task.get().state() == TaskState.COMPLETED) {
            return;
        }
        if (task.get().state() == TaskState.ACTIVE && place.isPresent() && place.get().isWritten()) {
            store.catalogue().change(change -> {
                complete(change, id);
                return null;
            });
            return;
        }
        place.ifPresent(ExportPlace::remove);
        tasks.giveUp(id, "ServerError: The server that worked on it ended before it was done.");
    }
}
