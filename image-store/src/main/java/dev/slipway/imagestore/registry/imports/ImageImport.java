package dev.slipway.imagestore.registry.imports;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.BootFile;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.probe.BootTraits;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.registry.registration.ImageRegistration;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotRequest;
import dev.slipway.imagestore.source.ImportSource;
import dev.slipway.imagestore.source.OpenedSource;
import dev.slipway.imagestore.source.Recognised;
import dev.slipway.imagestore.source.Sources;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.transfer.archive.ArchiveImportRequest;
import dev.slipway.imagestore.transfer.archive.ImageArchives;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Makes images of files: everything is prepared in staging, moved into place and recorded in one transaction. An
 * operation covers the work from its first byte on. Settling it removes what lies about without a row, and that is how
 * an import ends in any case: after a commit only the staging folder is left to remove.
 */
public final class ImageImport {

    private static final String IMPORT = "import";
    private static final String IMAGE = "image";

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final AccountId account;
    private final ImageRegistration registration;
    private final Sources sources;
    private final RecordFiles records;
    private final ImageArchives archives;

    /** Registers its operation, and so settles what dead imports left. */
    public ImageImport(
            Catalogue catalogue, StoreLayout layout, Operations operations, AccountId account,
            ImageRegistration registration, ImageArchives archives, DiskRules rules) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.account = account;
        this.registration = registration;
        this.sources = new Sources(layout, rules);
        this.records = new RecordFiles(layout);
        this.archives = archives;
        operations.register(IMPORT, this::settle);
    }

    /**
     * A machine image of all disks of a source, its first one the root; or all that an image's own archive has.
     * Throws what {@link ImageRegistration#register} throws, before the first byte is copied where it can.
     */
    public ImportedImage machineImage(ImportRequest request, String rootDeviceName, Progress progress) {
        // All that can be refused is refused before the first byte is copied; it is checked again at the end.
        request.name().ifPresent(name -> requirePossible(request.settings().apply(Recognised.NOTHING)));
        ImageId imageId = ImageId.nextMachine();
        Map<String, String> details = new HashMap<>(DiskImport.firstIds());
        details.put(IMAGE, imageId.value());
        try (RunningOperation operation = operations.begin(IMPORT, details, List.of());
                OpenedSource source = sources.open(request.source(), staging(operation), progress)) {
            if (source.archive().isPresent()) {
                return wholeImage(source, request, progress);
            }
            if (request.name().isEmpty()) {
                requirePossible(request.settings().apply(source.recognised()));
            }
            DiskImport disks = new DiskImport(layout, account, records);
            disks.stage(source, operation, progress);
            Recognised recognised = source.recognised().or(BootTraits.of(disks.rootDisk()));
            ImageSettings settings = request.settings().apply(recognised);
            Image committed = catalogue.change(change -> {
                disks.commit(change, "Imported for " + imageId, List.of());
                Image image = registration.machine(change, imageId, settings, rootDeviceName,
                        disks.devices(rootDeviceName)).build();
                Image inserted = registration.insert(change, image);
                request.completion().accept(change, inserted);
                return inserted;
            });
            Failpoint.IMPORT_COMMITTED.reached();
            source.done();
            return new ImportedImage(committed, recognised);
        }
    }

    /** An archive says itself what its image is; only what the user calls it is up to him. */
    private ImportedImage wholeImage(OpenedSource source, ImportRequest request, Progress progress) {
        Path file = source.archive().orElseThrow();
        return source.judged(() -> {
            Recognised recognised = archives.recognise(file);
            ImageSettings called = request.settings().apply(recognised);
            Image image = archives.take(file, new ArchiveImportRequest(
                    Optional.of(called.name()), called.description(), called.tags()), request.completion(), progress);
            source.done();
            return new ImportedImage(image, recognised);
        });
    }

    private void requirePossible(ImageSettings settings) {
        catalogue.read(reader -> {
            registration.requireFreeName(reader, settings.name());
            return null;
        });
    }

    private Path staging(RunningOperation operation) {
        return layout.staging(operation.operation().operationId());
    }

    /**
     * EC2's ImportSnapshot: the first disk of the source, and no image.
     *
     * @param completion done within the transaction that records the snapshot
     */
    public Snapshot snapshot(ImportSource from, Optional<String> description, List<Tag> tags,
            BiConsumer<Change, Snapshot> completion, Progress progress) {
        SnapshotRequest.checkDescription(description);
        try (RunningOperation operation = operations.begin(IMPORT, DiskImport.firstIds(), List.of());
                OpenedSource source = sources.open(from, staging(operation), progress)) {
            if (source.archive().isPresent()) {
                throw new StoreException(PARAMETER_VALUE, "The file '" + from.location().name()
                        + "' is an image with all its snapshots.", "Import it with: slipway image import");
            }
            if (source.disks().size() > 1) {
                throw new StoreException(PARAMETER_VALUE, "The file '" + from.location().name() + "' has "
                        + source.disks().size() + " disks; a snapshot is of one.",
                        "Import it as an image, which has a snapshot of each.");
            }
            DiskImport disks = new DiskImport(layout, account, records);
            disks.stage(source, operation, progress);
            Snapshot committed = catalogue.change(change -> {
                Snapshot recorded = disks.commit(change,
                        description.orElse("Imported from " + from.location().name().getFileName()), tags).get(0);
                completion.accept(change, recorded);
                return recorded;
            });
            Failpoint.IMPORT_COMMITTED.reached();
            source.done();
            return committed;
        }
    }

    /** A kernel or ramdisk image of a file that is one. */
    public Image bootImage(ImageType type, ImageSettings settings, ImportSource from, Progress progress) {
        requirePossible(settings);
        ImageId imageId = switch (type) {
            case KERNEL -> ImageId.nextKernel();
            case RAMDISK -> ImageId.nextRamdisk();
            case MACHINE -> throw new IllegalArgumentException("a machine image is made of a disk");
        };
        try (RunningOperation operation = operations.begin(IMPORT, Map.of(IMAGE, imageId.value()), List.of());
                OpenedSource source = sources.openWhole(from, staging(operation), progress)) {
            Path staged = staging(operation).resolve(imageId.value());
            BootFile bootFile = source.judged(() -> BootFileImport.stage(
                    type, settings.architecture(), source.disks().get(0), staged, progress));
            Image committed = catalogue.change(change -> {
                Image image = new ImageDraft(imageId, settings.name(), account, type, settings.architecture(),
                        Timestamp.now())
                        .description(settings.description())
                        .tags(settings.tags())
                        .rootDeviceType(RootDeviceType.INSTANCE_STORE)
                        .virtualizationType(VirtualizationType.PARAVIRTUAL)
                        .bootFile(Optional.of(bootFile)).build();
                registration.insert(change, image);
                DurableFiles.move(staged, layout.bootFileFolder(imageId));
                return image;
            });
            source.done();
            return committed;
        }
    }

    /** Removes what has no row: all of it when the work was not committed, the staging folder in any case. */
    private void settle(Operation operation) {
        Map<String, String> details = operation.details();
        catalogue.read(reader -> {
            for (String id : ids(details, IMAGE)) {
                ImageId image = new ImageId(id);
                if (reader.find(Image.TABLE, id).isEmpty()) {
                    records.delete(image);
                    DurableFiles.delete(layout.bootFileFolder(image));
                }
            }
            for (String snapshot : ids(details, DiskImport.SNAPSHOT)) {
                if (reader.find(Snapshot.TABLE, snapshot).isEmpty()) {
                    records.delete(new SnapshotId(snapshot));
                }
            }
            for (String layer : ids(details, DiskImport.LAYER)) {
                if (reader.find(Layer.TABLE, layer).isEmpty()) {
                    DurableFiles.delete(layout.layer(new LayerId(layer)));
                }
            }
            return null;
        });
        DurableFiles.delete(layout.staging(operation.operationId()));
    }

    private static List<String> ids(Map<String, String> details, String key) {
        return details.containsKey(key) ? List.of(details.get(key).split(DiskImport.SEPARATOR)) : List.of();
    }
}
