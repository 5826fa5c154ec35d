package dev.slipway.imagestore.layer;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.record.RecordFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets layers stand alone whose chain has become too deep: all that a guest would read of one is copied into a file of
 * its own, which takes the layer's place by a rename. Its content is the same, so nobody need know: a guest that runs
 * keeps the file it opened, the next start opens the new one. Layers below that nobody else needs are collected.
 */
public final class Flattening {

    private static final String KIND = "flatten";
    private static final String LAYER = "layer";
    /** Claimed by whoever flattens: one at a time in a region, since each writes as much as the disk can take. */
    private static final String TURN = "flattening";
    private static final long MARGIN_BYTES = 4L << 20;

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final LayerRelease release;
    private int limit = Chains.DEFAULT_LIMIT;
    private Runnable background = () -> { };

    public Flattening(Catalogue catalogue, StoreLayout layout, Operations operations, LayerRelease release) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.release = release;
        operations.register(KIND, this::settle);
    }

    /**
     * Says how deep a chain may become.
     *
     * @param layers the limit
     * @param begin begins to flatten in another process, which outlives this one; must not wait or fail
     */
    public void keepBelow(int layers, Runnable begin) {
        limit = layers;
        background = begin;
    }

    /** Looks at a layer that has come into being; where its chain is too deep, has it flattened behind our back. */
    public void grew(LayerId layer) {
        if (catalogue.read(reader -> Chains.depth(reader, layer) > limit) && !isUnderWay()) {
            background.run();
        }
    }

    /** Whether a process flattens now. */
    public boolean isUnderWay() {
        return catalogue.read(reader -> Operations.claimant(reader, TURN)).isPresent();
    }

    /** The layers that have to stand alone so that no chain is deeper than the limit. */
    public List<LayerId> due() {
        return catalogue.read(reader -> Chains.tooDeep(reader, limit));
    }

    /**
     * Lets a layer stand alone; one that does, or that was collected meanwhile, is left alone. Throws NO_SPACE,
     * INTERRUPTED, and VOLUME_STATE when another process flattens for longer than a minute.
     */
    public void flatten(LayerId id, Progress progress) {
        Optional<LayerId> parent = parentOf(id);
        if (parent.isEmpty()) {
            return;
        }
        try (RunningOperation operation = operations.begin(KIND, Map.of(LAYER, id.value()), List.of(id), List.of(TURN))) {
            if (parentOf(id).isPresent()) {
                replace(id, layout.staging(operation.operation().operationId()), progress);
            }
        }
        release.released(parent.get());
    }

    private Optional<LayerId> parentOf(LayerId id) {
        return catalogue.read(reader -> reader.find(Layer.TABLE, id.value())).flatMap(layer -> layer.document().parent());
    }

    private void replace(LayerId id, Path staging, Progress progress) {
        Path whole = StoreLayout.layerDiskIn(staging);
        try {
            Files.createDirectories(staging);
            DurableFiles.requireSpace(staging, chainBytes(id) + MARGIN_BYTES);
            QemuImg.flatten(layout.layerDisk(id), whole, progress);
            DurableFiles.sync(whole);
            Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("r--r--r--"));
            String sha256 = DurableFiles.sha256(whole, progress);
            long size = Files.size(whole);
            Failpoint.CHAIN_FLATTENED.reached();
            catalogue.change(change -> {
                // Whichever of the file and its row is first, a reader finds the same content: the file names its parent
                // or is whole, and the row keeps the parent from being collected or need not.
                DurableFiles.move(whole, layout.layerDisk(id));
                Failpoint.CHAIN_REPLACED.reached();
                return record(change, id, size, sha256);
            });
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + staging + "' cannot be written.", e);
        }
    }

    private Layer record(Change change, LayerId id, long size, String sha256) {
        Stored<Layer> stored = change.find(Layer.TABLE, id.value()).orElseThrow();
        Layer layer = stored.document().flattened(size, sha256);
        RecordFiles.write(layer, layout.layer(id));
        return change.update(Layer.TABLE, layer, stored.version()).document();
    }

    /** More than the whole can take: no disk is larger than it says, and what was written twice counts twice. */
    private long chainBytes(LayerId id) {
        return catalogue.read(reader -> {
            long bytes = 0;
            Optional<LayerId> at = Optional.of(id);
            while (at.isPresent()) {
                Optional<Stored<Layer>> layer = reader.find(Layer.TABLE, at.get().value());
                bytes += layer.map(stored -> stored.document().fileSizeBytes()).orElse(0L);
                at = layer.flatMap(stored -> stored.document().parent());
            }
            return Math.min(bytes, reader.find(Layer.TABLE, id.value())
                    .map(stored -> stored.document().virtualSizeBytes()).orElse(0L));
        });
    }

    /** The file says whether it was replaced; then the row is to say so too. */
    private void settle(Operation operation) {
        LayerId id = new LayerId(operation.details().get(LAYER));
        Path disk = layout.layerDisk(id);
        boolean whole = parentOf(id).isPresent() && QemuImg.info(disk, DiskFormat.QCOW2).backingFile().isEmpty();
        if (whole) {
            String sha256 = DurableFiles.sha256(disk, Progress.NONE);
            catalogue.change(change -> record(change, id, disk.toFile().length(), sha256));
        }
        DurableFiles.delete(layout.staging(operation.operationId()));
    }
}
