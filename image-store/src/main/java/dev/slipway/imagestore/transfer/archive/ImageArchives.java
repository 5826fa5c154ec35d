package dev.slipway.imagestore.transfer.archive;

import static dev.slipway.imagestore.errors.StoreError.ARCHIVE_MALFORMED;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageOrigin;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.StagedLayer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.registry.registration.ImageRegistration;
import dev.slipway.imagestore.source.Recognised;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.transfer.ArrivalIds;
import dev.slipway.imagestore.transfer.Cargo;
import dev.slipway.imagestore.transfer.ImageArrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Images that come back out of archives. Nothing of one is in place before all of it was judged. */
public final class ImageArchives {

    private static final String IMPORT = "import-archive";

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final ImageRegistration registration;
    private final ImageArrival arrival;
    private final DiskRules rules;

    public ImageArchives(Catalogue catalogue, StoreLayout layout, Operations operations, AccountId account,
            ImageRegistration registration, DiskRules rules) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.registration = registration;
        this.arrival = new ImageArrival(catalogue, layout, account, registration);
        this.rules = rules;
        operations.register(IMPORT, arrival::removeUnrecorded);
    }

    /** Whether the first {@link TarHeader#BLOCK} bytes of a file are those of an archive of {@link Exports}. */
    public static boolean isArchive(byte[] head) {
        return ArchiveFile.begins(head);
    }

    /** What an archive says of its image. Throws ARCHIVE_MALFORMED, ARCHIVE_TOO_NEW, DISK_TOO_LARGE. */
    public Recognised recognise(Path file) {
        ArchiveManifest manifest = ArchiveFile.open(file, rules).manifest();
        Image image = manifest.image();
        return new Recognised(Optional.of(image.name()), Optional.of(image.architecture()), image.bootMode(),
                image.platform(), List.of("It is an archive of '" + image.imageId() + "' of the region "
                        + Quoted.of(manifest.region()) + ": all but name, description and tags is as it was there."));
    }

    /**
     * Registers the image of an archive, with the layers it had. Products it carries come along where they are not known;
     * one that is known stays as it is. Throws ARCHIVE_MALFORMED, ARCHIVE_TOO_NEW, DISK_TOO_LARGE, IMAGE_NAME_MALFORMED,
     * IMAGE_NAME_DUPLICATE, COPY_NOT_PERMITTED when a product code belongs to another seller here, LAYER_DAMAGED, and
     * {@code HostException} with NO_SPACE and INTERRUPTED; then nothing is left of it.
     */
    public Image take(Path file, ArchiveImportRequest request, Progress progress) {
        return take(file, request, (change, image) -> { }, progress);
    }

    /**
     * The same, as part of something greater.
     *
     * @param completion done within the transaction that records the image; when it throws, nothing is left
     */
    public Image take(Path file, ArchiveImportRequest request, BiConsumer<Change, Image> completion, Progress progress) {
        ArchiveFile archive = ArchiveFile.open(file, rules);
        Cargo cargo = archive.manifest().cargo();
        String name = request.name().orElse(cargo.image().name());
        ImageSettings.named(name);
        catalogue.read(reader -> {
            registration.requireFreeName(reader, name);
            arrival.requireSameProducts(reader, cargo.products());
            return null;
        });
        arrival.missing(cargo.layers(), archive);
        ArrivalIds ids = ArrivalIds.of(ImageId.nextMachine(), cargo);
        try (RunningOperation operation = operations.begin(IMPORT, ids.details(), cargo.layerIds())) {
            Path staging = layout.staging(operation.operation().operationId());
            List<StagedLayer> staged = stage(archive, cargo, staging, progress);
            Optional<ImageId> kernel = arrival.bringBootImage(cargo.kernel(), ids.kernel(), archive, staging, progress);
            Optional<ImageId> ramdisk = arrival.bringBootImage(cargo.ramdisk(), ids.ramdisk(), archive, staging, progress);
            Failpoint.ARCHIVE_STAGED.reached();
            ImageOrigin origin = ImageOrigin.copyOf(cargo.image().imageId(), archive.manifest().region());
            Image image = catalogue.change(change -> {
                arrival.admitProducts(change, cargo.products());
                arrival.admit(change, staged);
                arrival.insertSnapshots(change, cargo, ids, snapshot -> "Imported for " + ids.image()
                        + " from an archive of " + cargo.image().imageId() + " for " + snapshot.snapshotId() + ".");
                ImageDraft draft = arrival.draft(ids.image(), cargo.image(), name, origin)
                        .description(request.description().or(() -> cargo.image().description()))
                        .tags(tags(cargo.image(), request))
                        .blockDeviceMappings(ImageArrival.mappings(cargo, ids))
                        .kernelId(arrival.admitBootImage(change, cargo.kernel(), kernel, ids.kernel(), staging, origin))
                        .ramdiskId(arrival.admitBootImage(change, cargo.ramdisk(), ramdisk, ids.ramdisk(), staging, origin));
                Image inserted = registration.insert(change, draft.build());
                completion.accept(change, inserted);
                Failpoint.COPY_COMMITTING.reached();
                return inserted;
            });
            Failpoint.COPY_COMMITTED.reached();
            return image;
        }
    }

    /**
     * Stages what is missing as {@code layers/layer-…} below staging, with links to what is there beside it: so the header
     * of each finds its parent by the name it will have in the store.
     */
    private List<StagedLayer> stage(ArchiveFile archive, Cargo cargo, Path staging, Progress progress) {
        List<Layer> missing = arrival.missing(cargo.layers(), archive);
        List<StagedLayer> staged = new ArrayList<>();
        Path layers = staging.resolve("layers");
        try {
            Files.createDirectories(layers);
            for (Layer layer : cargo.layers()) {
                if (missing.contains(layer)) {
                    StagedLayer one = arrival.stage(layer, archive, layers, progress);
                    LayerJudge.check(layer, StoreLayout.layerDiskIn(one.folder()));
                    staged.add(one);
                } else {
                    requireSame(layer, progress);
                    Files.createSymbolicLink(layers.resolve(layer.layerId().value()), layout.layer(layer.layerId()));
                }
            }
            return staged;
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + layers + "' cannot be written.", e);
        }
    }

    /** A layer of this id that is there has to be the one of the archive; where nobody knows its digest, it is computed. */
    private void requireSame(Layer layer, Progress progress) {
        Layer there = catalogue.read(reader -> reader.find(Layer.TABLE, layer.layerId().value())).orElseThrow().document();
        String sha256 = there.sha256()
                .orElseGet(() -> DurableFiles.sha256(layout.layerDisk(layer.layerId()), progress));
        if (!layer.sha256().equals(Optional.of(sha256))) {
            throw new StoreException(ARCHIVE_MALFORMED, "The layer '" + layer.layerId()
                    + "' is in this store already, with other content.");
        }
    }

    private static List<Tag> tags(Image image, ArchiveImportRequest request) {
        List<Tag> tags = new ArrayList<>(request.tags());
        for (Tag tag : image.tags()) {
            if (tags.stream().noneMatch(given -> given.key().equals(tag.key()))) {
                tags.add(tag);
            }
        }
        return tags;
    }
}
