package dev.slipway.imagestore.snapshot;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.Gibibytes;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.volume.LiveVolumes;
import dev.slipway.imagestore.volume.Volume;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Ends the taking of snapshots, whoever began it and however far it came. When a guest already writes the overlays, or
 * has written to one, there is only the way forward; else everything is taken back. Which it is can be told at any
 * moment: an overlay that nobody has written holds nothing.
 */
final class SnapshotSettling {

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Supplier<LiveVolumes> live;
    private final RecordFiles records;

    SnapshotSettling(Catalogue catalogue, StoreLayout layout, Supplier<LiveVolumes> live) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.live = live;
        this.records = new RecordFiles(layout);
    }

    /** Says that the volumes go on in their overlays and that the snapshots are complete. */
    static List<Snapshot> commit(Change change, StoreLayout layout, RecordFiles records, List<SnapshotPart> parts) {
        List<Snapshot> completed = new ArrayList<>();
        for (SnapshotPart part : parts) {
            Stored<Volume> volume = volume(change, part.volume());
            change.update(Volume.TABLE, volume.document().on(part.layer()), volume.version());
            Stored<Layer> layer = change.find(Layer.TABLE, part.layer().value()).orElseThrow();
            Layer grown = layer.document().withFile(size(layout.layerDisk(part.layer())), Optional.empty());
            RecordFiles.write(grown, layout.layer(part.layer()));
            change.update(Layer.TABLE, grown, layer.version());
            // Its owner may have deleted it, pending as it was.
            Optional<Stored<Snapshot>> snapshot = change.find(Snapshot.TABLE, part.snapshot().value());
            if (snapshot.isPresent()) {
                Snapshot complete = snapshot.get().document().with(SnapshotState.COMPLETED, Optional.empty());
                records.write(complete);
                completed.add(change.update(Snapshot.TABLE, complete, snapshot.get().version()).document());
            }
        }
        return completed;
    }

    void settle(Operation operation) {
        List<SnapshotPart> parts = SnapshotPart.of(operation);
        boolean committed = catalogue.read(reader -> isCommitted(reader, parts));
        if (!committed) {
            if (hasSwitched(parts, operation)) {
                catalogue.change(change -> finish(change, parts, operation));
                committed = true;
            } else {
                takeBack(parts);
            }
        }
        tidy(parts, committed);
        DurableFiles.delete(layout.staging(operation.operationId()));
    }

    private static boolean isCommitted(Reader reader, List<SnapshotPart> parts) {
        SnapshotPart first = parts.get(0);
        Optional<Stored<Volume>> volume = reader.find(Volume.TABLE, first.volume().value());
        return volume.isPresent() && volume.get().document().layerId().equals(Optional.of(first.layer()));
    }

    private boolean hasSwitched(List<SnapshotPart> parts, Operation operation) {
        for (SnapshotPart part : parts) {
            Optional<Stored<Volume>> stored = catalogue.read(reader ->
                    reader.find(Layer.TABLE, part.layer().value()).isEmpty()
                            ? Optional.empty() : reader.find(Volume.TABLE, part.volume().value()));
            if (stored.isEmpty()) {
                return false;
            }
            Volume volume = stored.get().document();
            Path next = layout.volumeDisk(volume.volumeId(), volume.generation() + 1);
            Optional<String> instance = VolumeSnapshots.instance(volume);
            if (instance.isPresent() && (live.get().uses(instance.get(), volume.volumeId(), next)
                    || isWritten(next, part, volume, layout.staging(operation.operationId())))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether anything was ever written to an overlay: then it is longer than one that was just made. Asked for the case
     * that the host went down before libvirt had written down what its guest was doing.
     */
    private static boolean isWritten(Path overlay, SnapshotPart part, Volume volume, Path staging) {
        if (!Files.exists(overlay)) {
            return false;
        }
        Path fresh = staging.resolve("fresh.qcow2");
        DurableFiles.delete(fresh);
        try {
            Files.createDirectories(staging);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + staging + "' cannot be made.", e);
        }
        QemuImg.createOverlayUnseen(fresh, StoreLayout.layerDiskAsBacking(part.layer()), DiskFormat.QCOW2,
                Gibibytes.toBytes(volume.size()));
        boolean written = size(overlay) != size(fresh);
        DurableFiles.delete(fresh);
        return written;
    }

    private List<Snapshot> finish(Change change, List<SnapshotPart> parts, Operation operation) {
        List<Snapshot> completed = commit(change, layout, records, parts);
        if (operation.details().containsKey(VolumeSnapshots.TEMPORARY)) {
            completed.forEach(snapshot -> forget(change, snapshot));
        }
        return completed;
    }

    private void forget(Change change, Snapshot snapshot) {
        records.delete(snapshot.snapshotId());
        change.delete(Snapshot.TABLE, snapshot.snapshotId().value());
    }

    private void takeBack(List<SnapshotPart> parts) {
        catalogue.change(change -> {
            for (SnapshotPart part : parts) {
                records.delete(part.snapshot());
                change.delete(Snapshot.TABLE, part.snapshot().value());
                change.delete(Layer.TABLE, part.layer().value());
            }
            return null;
        });
        parts.forEach(part -> DurableFiles.delete(layout.layer(part.layer())));
    }

    private void tidy(List<SnapshotPart> parts, boolean committed) {
        for (SnapshotPart part : parts) {
            Optional<Stored<Volume>> stored =
                    catalogue.read(reader -> reader.find(Volume.TABLE, part.volume().value()));
            if (stored.isPresent()) {
                if (committed) {
                    closeLayer(layout.layerDisk(part.layer()));
                    VolumeSnapshots.instance(stored.get().document()).ifPresent(live.get()::moved);
                }
                deleteAllBut(layout.volumeDisk(part.volume(), stored.get().document().generation()));
            }
        }
    }

    /** Read-only from now on. Where QEMU runs as another user and owns it, it is left to that user's good behaviour. */
    private static void closeLayer(Path disk) {
        try {
            Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("r--r--r--"));
        } catch (IOException e) {
            if (isOurs(disk)) {
                throw new HostException(HostError.FILE_FAILED, "The layer '" + disk + "' cannot be made read-only.", e);
            }
        }
    }

    private static boolean isOurs(Path disk) {
        try {
            return Files.getOwner(disk).equals(Files.getOwner(disk.getParent()));
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The layer '" + disk + "' cannot be read.", e);
        }
    }

    private static void deleteAllBut(Path current) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(current.getParent())) {
            for (Path file : files) {
                if (!file.equals(current) && !file.endsWith(StoreLayout.VOLUME_RECORD)) {
                    DurableFiles.delete(file);
                }
            }
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED,
                    "The folder '" + current.getParent() + "' cannot be tidied: " + e.getMessage() + ".", e);
        }
    }

    private static Stored<Volume> volume(Reader reader, VolumeId id) {
        return reader.find(Volume.TABLE, id.value()).orElseThrow(() -> new StoreException(
                StoreError.VOLUME_NOT_FOUND, "The volume '" + id + "' does not exist."));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + file + "' cannot be read.", e);
        }
    }
}
