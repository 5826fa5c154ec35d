package dev.slipway.launcher.exchange;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDefaults;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.registry.imports.ImportRequest;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.source.ExpectedDigest;
import dev.slipway.imagestore.source.ImportSource;
import dev.slipway.imagestore.source.Recognised;
import dev.slipway.imagestore.source.SourceLocation;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Imports and exports that are tasks: whoever asks is told at once that one has begun, and what became of it by its record. What
 * fails after that is in the record only, as in EC2; a task whose process died has failed.
 */
public final class Transfers {

    private static final String KIND = "transfer-task";
    private static final String TASK = "task";

    private final ImageStore store;
    private final ExchangeFolders folders;
    private final TransferTasks tasks;

    /** The tasks of the account that {@code store} is open for; settles those whose process died. */
    public Transfers(ImageStore store, ExchangeFolders folders) {
        this.store = store;
        this.folders = folders;
        this.tasks = new TransferTasks(store.catalogue(), store.account());
        store.operations().register(KIND, this::settle);
        store.operations().recover();
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
        return run(task, request.dryRun(), begun, progress -> {
            Image image = store.images().importImage(new ImportRequest(importSource(request, file), Optional.of(sound.name()),
                    recognised -> settings(request, task.taskId(), recognised)), progress).image();
            return now -> now.completed(Optional.of(image.imageId()), image.snapshotIds().stream().findFirst(),
                    Optional.of(image.architecture().ec2Name()), Timestamp.now());
        });
    }

    /** EC2's ImportSnapshot, in the same way. */
    public TransferTask importSnapshot(ImportTaskRequest request, Consumer<TransferTask> begun) {
        Path file = source(request.place());
        ImageSettings.checkDescription(request.description());
        return run(task(TaskKind.IMPORT_SNAPSHOT, request, file), request.dryRun(), begun, progress -> {
            Snapshot snapshot = store.images().importSnapshot(importSource(request, file), request.description(), request.tags(),
                    progress);
            return now -> now.completed(Optional.empty(), Optional.of(snapshot.snapshotId()), Optional.empty(), Timestamp.now());
        });
    }

    /**
     * EC2's ExportImage: the root disk, as a file of the bucket's folder. Throws IMAGE_NOT_FOUND, and what else keeps the image from
     * being exported; INVALID_PARAMETER_VALUE for a place that may not be written to.
     */
    public TransferTask exportImage(ExportTaskRequest request, Consumer<TransferTask> begun) {
        store.images().find(request.image().value());
        String id = TaskKind.EXPORT_IMAGE.nextId();
        String extension = request.format().toString().toLowerCase(Locale.ROOT);
        Path file = folders.target(request.bucket(), request.prefix(), id + "." + extension);
        TransferTask task = new TransferTask(id, store.account(), TaskKind.EXPORT_IMAGE, TaskState.ACTIVE, 0, "validating",
                request.description(), new DiskPlace(Optional.empty(), Optional.of(request.bucket()), Optional.of(request.prefix())),
                Optional.of(extension.toUpperCase(Locale.ROOT)), Optional.empty(), Optional.of(request.image()), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), request.tags(), request.clientToken(), Json.write(request),
                Timestamp.now(), Optional.empty());
        return run(task, request.dryRun(), begun, progress -> {
            store.exports().image(request.image().value(), Optional.empty(), file, request.format(), false, false, progress);
            return now -> now.completed(Optional.empty(), Optional.empty(), Optional.empty(), Timestamp.now());
        });
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

    /** @param work does it, and says what the task is then */
    private TransferTask run(TransferTask task, boolean dryRun, Consumer<TransferTask> begun,
            Function<Progress, UnaryOperator<TransferTask>> work) {
        Optional<TransferTask> earlier = tasks.earlier(task.kind(), task.clientToken(), task.request());
        if (earlier.isPresent()) {
            begun.accept(earlier.get());
            return earlier.get();
        }
        if (dryRun) {
            throw new LauncherException(LauncherError.DRY_RUN, "Request would have succeeded, but DryRun flag is set.");
        }
        // Whoever is asked to settle a task that has ended leaves it alone.
        RunningOperation operation = store.operations().begin(KIND, Map.of(TASK, task.taskId()), List.of());
        try {
            tasks.add(task);
            begun.accept(task);
            return toItsEnd(task.taskId(), work);
        } finally {
            operation.close();
        }
    }

    private TransferTask toItsEnd(String id, Function<Progress, UnaryOperator<TransferTask>> work) {
        try {
            return tasks.change(id, work.apply(tasks.progress(id)));
        } catch (SlipwayException e) {
            return tasks.change(id, now -> now.failed("ClientError: " + e.code().code() + ": " + e.getMessage(), Timestamp.now()));
        }
    }

    private void settle(Operation operation) {
        String id = operation.details().get(TASK);
        if (store.catalogue().read(reader -> reader.find(TransferTask.TABLE, id)).isPresent()) {
            tasks.change(id, task -> task.failed("ServerError: The server that worked on it ended before it was done.", Timestamp.now()));
        }
    }
}
