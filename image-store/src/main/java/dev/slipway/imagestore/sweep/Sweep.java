package dev.slipway.imagestore.sweep;

import dev.slipway.host.fetch.Download;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.KernelLock;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.LayerRelease;
import dev.slipway.imagestore.layer.Layers;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.record.FolderFailure;
import dev.slipway.imagestore.record.Recorded;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Collects the layers that neither a snapshot, a volume, another layer nor work in flight refers to, and the images that
 * are deregistered and not used any more. Rows go first; then everything on disk that has no row goes, whoever left it.
 */
public final class Sweep implements LayerRelease {

    private static final String SWEEP = "sweep";
    /** Whoever wants to go on with a download does so within a day. */
    private static final Duration DOWNLOADS_KEPT = Duration.ofDays(1);

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final List<Function<Reader, Roots>> outsiders = new ArrayList<>();
    private final List<Recorded<?>> tables = new ArrayList<>();

    public Sweep(Catalogue catalogue, StoreLayout layout, Operations operations) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        operations.register(SWEEP, this::removeGarbage);
    }

    /**
     * Says that others need something too; before the first sweep.
     *
     * @param roots tells what, within the transaction that decides
     */
    public void alsoNeeded(Function<Reader, Roots> roots) {
        outsiders.add(roots);
    }

    /** Says that files of this table go when their documents are gone; before the first sweep. */
    public void alsoSwept(Recorded<?> recorded) {
        tables.add(recorded);
    }

    /** What is needed by those outside of the store, of all accounts. */
    public Roots neededOutside(Reader reader) {
        Set<LayerId> layers = new HashSet<>();
        Set<ImageId> images = new HashSet<>();
        for (Function<Reader, Roots> outsider : outsiders) {
            Roots outside = outsider.apply(reader);
            layers.addAll(outside.layers());
            images.addAll(outside.images());
        }
        return new Roots(layers, images);
    }

    /** Sweeps the region, on behalf of all accounts. */
    public Swept run() {
        // Closing the operation, finished or not, removes the garbage.
        try (RunningOperation operation = operations.begin(SWEEP, Map.of(), List.of())) {
            Swept swept = catalogue.change(change -> forget(change, operation.operation()));
            Failpoint.SWEEP_DECIDED.reached();
            return swept;
        }
    }

    /** What {@link #run} would remove at this moment, files without a row aside. */
    public Swept look() {
        return catalogue.read(reader -> unneeded(reader, Query.all()));
    }

    /** What {@link #run} would remove at this moment, with the room that each thing takes; files without a row too. */
    public List<Unneeded> weigh() {
        return catalogue.read(reader -> {
            List<Unneeded> all = new ArrayList<>();
            Swept swept = unneeded(reader, Query.all());
            swept.layers().forEach(id -> all.add(Unneeded.of("layer", id.value(), layout.layer(id))));
            swept.images().forEach(id -> all.add(Unneeded.of("image", id.value(), layout.bootFileFolder(id))));
            try {
                for (Path file : files(reader)) {
                    all.add(Unneeded.of("file", layout.regionFolder().relativize(file).toString(), file));
                }
            } catch (IOException e) {
                throw FolderFailure.of(layout.regionFolder(), e);
            }
            return all;
        });
    }

    /** Sweeps when nothing in the store refers to the layer any more; the usual case is that something does. */
    @Override
    public void released(LayerId layer) {
        boolean referred = catalogue.read(reader -> reader.count(Snapshot.TABLE, Query.all().where("layer", layer)) > 0
                || reader.count(Volume.TABLE, Query.all().where("layer", layer)) > 0
                || reader.count(Layer.TABLE, Query.all().where("parent", layer)) > 0);
        if (!referred) {
            run();
        }
    }

    private Swept forget(Change change, Operation self) {
        Swept swept = unneeded(change, Query.all().whereNot("id", self.operationId()));
        swept.layers().forEach(layer -> change.delete(Layer.TABLE, layer.value()));
        swept.images().forEach(image -> change.delete(Image.TABLE, image.value()));
        return swept;
    }

    private Swept unneeded(Reader reader, Query inFlight) {
        Roots outside = neededOutside(reader);
        Set<LayerId> roots = new HashSet<>(outside.layers());
        Set<ImageId> needed = outside.images();
        // Columns only: a store has tens of thousands of snapshots, and every deletion of the last one of a layer comes here.
        reader.values(Snapshot.TABLE, "layer", Query.all()).forEach(id -> roots.add(new LayerId(id)));
        reader.values(Volume.TABLE, "layer", Query.all()).forEach(id -> roots.add(new LayerId(id)));
        for (Stored<Operation> stored : reader.list(Operation.TABLE, inFlight)) {
            roots.addAll(stored.document().layers());
        }
        return new Swept(Layers.unneeded(reader, roots), unneededImages(reader, needed));
    }

    /** Deregistered, and neither needed by the caller nor the kernel or ramdisk of an image that can be launched. */
    private static Set<ImageId> unneededImages(Reader reader, Set<ImageId> needed) {
        Set<ImageId> deregistered = new HashSet<>();
        for (String id : reader.values(Image.TABLE, "id", Query.all().where("state", ImageState.DEREGISTERED))) {
            deregistered.add(new ImageId(id));
        }
        deregistered.removeAll(needed);
        deregistered.removeIf(id -> reader.count(Image.TABLE, Query.all().where("boots", id)
                .whereNot("state", ImageState.DEREGISTERED)) > 0);
        return deregistered;
    }

    private void removeGarbage(Operation operation) {
        Path trash = layout.staging(operation.operationId());
        // Imports move their files into place within their transaction. While this one lasts there is none, so what
        // has no row now will never have one. It is only renamed here, because others wait.
        catalogue.change(change -> {
            try {
                Files.createDirectories(trash);
                for (Path garbage : garbage(change)) {
                    Files.move(garbage, trash.resolve(garbage.getParent().getFileName() + "-" + garbage.getFileName()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("garbage cannot be moved to " + trash, e);
            }
            return null;
        });
        Failpoint.GARBAGE_MOVED.reached();
        DurableFiles.delete(trash);
        Download.removeOlderThan(layout.downloads(), Timestamp.now().minus(DOWNLOADS_KEPT).toEpochMilli());
    }

    private List<Path> garbage(Reader reader) throws IOException {
        List<Path> garbage = files(reader);
        // A lock without a row is that of an operation about to begin, or of a process that died just then.
        unknown(reader, Operation.TABLE, layout.locks(), ".lock")
                .forEach(lock -> KernelLock.tryTake(lock).ifPresent(KernelLock::closeAndDelete));
        return garbage;
    }

    /** Everything in place without a row. */
    private List<Path> files(Reader reader) throws IOException {
        List<String> words = new ArrayList<>();
        for (Stored<Operation> stored : reader.list(Operation.TABLE, Query.all())) {
            words.addAll(stored.document().details().values());
        }
        List<Path> found = new ArrayList<>();
        for (Recorded<?> recorded : tables) {
            Set<String> known = reader.values(recorded.table(), "id", Query.all());
            recorded.onDisk().forEach((id, entry) -> {
                // Disks are made before their rows are, by work that names them.
                boolean named = recorded.isLate() && words.stream().anyMatch(word -> word.contains(id));
                if (!known.contains(id) && !named) {
                    found.add(entry);
                }
            });
        }
        found.addAll(unknown(reader, Image.TABLE, layout.bootFiles(), ""));
        found.addAll(unknown(reader, Operation.TABLE, layout.stagingArea(), ""));
        found.addAll(oldVolumeFiles(reader));
        return found;
    }

    /** Files that volumes went on from; a guest that runs may still know them by these names. */
    private List<Path> oldVolumeFiles(Reader reader) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Stored<Volume> stored : reader.list(Volume.TABLE, Query.all().where("state", VolumeState.AVAILABLE))) {
            Volume volume = stored.document();
            for (int generation = 0; generation < volume.generation(); generation++) {
                Path old = layout.volumeDisk(volume.volumeId(), generation);
                if (Files.exists(old)) {
                    found.add(old);
                }
            }
        }
        return found;
    }

    private static List<Path> unknown(Reader reader, Table<?> table, Path folder, String suffix) throws IOException {
        List<Path> found = new ArrayList<>();
        Set<String> known = reader.values(table, "id", Query.all());
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!known.contains(name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }
}
