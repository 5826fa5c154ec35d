package dev.slipway.imagestore.snapshot;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_COMBINATION;
import static dev.slipway.imagestore.errors.StoreError.VOLUME_STATE;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.Flattening;
import dev.slipway.imagestore.layer.Gibibytes;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.Layers;
import dev.slipway.imagestore.layer.StagedLayer;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.volume.Consistency;
import dev.slipway.imagestore.volume.LiveVolumes;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeState;
import dev.slipway.imagestore.volume.Volumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes snapshots of volumes, attached or not, in constant time: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSnapshots.html">CreateSnapshots</a>. A
 * volume's file gets a second name as a layer, and the volume goes on in an overlay on that layer; nothing is copied.
 * Two transactions part the work: after the first the layers are in place and the snapshots pending, then a guest that
 * runs is let over into the overlays, and the second says that it is so. What an operation that was cut short becomes
 * is {@link SnapshotSettling}'s to decide, and a successful one ends there too.
 */
public final class VolumeSnapshots {

    /** What an operation is called that takes snapshots. */
    static final String KIND = "snapshot";
    /** Present when the snapshots are worth nothing by themselves, and must not outlive their command's failure. */
    static final String TEMPORARY = "temporary";

    private static final long SPACE_EACH = 1L << 20;

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final AccountId account;
    private final Volumes volumes;
    private final Supplier<LiveVolumes> live;
    private final Flattening flattening;
    private final RecordFiles records;

    public VolumeSnapshots(Catalogue catalogue, StoreLayout layout, Operations operations, AccountId account,
            Volumes volumes, Supplier<LiveVolumes> live, Flattening flattening) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.account = account;
        this.volumes = volumes;
        this.live = live;
        this.flattening = flattening;
        this.records = new RecordFiles(layout);
        operations.register(KIND, new SnapshotSettling(catalogue, layout, live)::settle);
    }

    /**
     * Takes snapshots of volumes at one moment, and returns when they are complete. Throws VOLUME_NOT_FOUND,
     * VOLUME_STATE for one that is being deleted, PARAMETER_COMBINATION for volumes that are not of one instance, and what
     * {@link LiveVolumes#switchOver} throws; then nothing is left.
     */
    public TakenSnapshots take(SnapshotRequest request) {
        return take(request, begun -> { });
    }

    /**
     * The same; {@code begun} is told the snapshots as soon as they can be seen, pending. They are gone again when what follows
     * fails, or its process dies before any guest writes its next file.
     */
    public TakenSnapshots take(SnapshotRequest request, Consumer<List<Snapshot>> begun) {
        return take(request, Map.of(), begun, (change, snapshots) -> { });
    }

    /**
     * As {@link #take(SnapshotRequest)}, as part of something greater: unless all of it is committed, no snapshot stays.
     *
     * @param completion done within the transaction that completes the snapshots
     */
    public TakenSnapshots takePart(SnapshotRequest request, BiConsumer<Change, List<Snapshot>> completion) {
        return take(request, Map.of(TEMPORARY, ""), begun -> { }, completion);
    }

    private TakenSnapshots take(SnapshotRequest request, Map<String, String> more, Consumer<List<Snapshot>> begun,
            BiConsumer<Change, List<Snapshot>> completion) {
        // All that can be refused is refused before anything is begun.
        check(volumes.describe(request.volumes()));
        List<SnapshotPart> parts = SnapshotPart.of(request.volumes());
        TakenSnapshots taken = take(request, parts, more, begun, completion);
        parts.forEach(part -> flattening.grew(part.layer()));
        return taken;
    }

    private TakenSnapshots take(SnapshotRequest request, List<SnapshotPart> parts, Map<String, String> more,
            Consumer<List<Snapshot>> begun, BiConsumer<Change, List<Snapshot>> completion) {
        Map<String, String> details = new HashMap<>(more);
        details.putAll(SnapshotPart.details(parts));
        List<String> claims = new ArrayList<>();
        request.volumes().forEach(id -> claims.add(id.value()));
        // Whoever deletes a pending snapshot must not take the layer from under the guest.
        List<LayerId> pinned = new ArrayList<>();
        parts.forEach(part -> pinned.add(part.layer()));
        // Closing the operation does the rest, after a success too: old names go, the layers become read-only.
        try (RunningOperation operation = operations.begin(KIND, details, pinned, claims)) {
            List<Volume> sources = volumes.describe(request.volumes());
            check(sources);
            List<StagedLayer> staged =
                    stage(parts, sources, layout.staging(operation.operation().operationId()));
            Failpoint.SNAPSHOT_STAGED.reached();
            begun.accept(catalogue.change(change -> record(change, request, parts, sources, staged)));
            Failpoint.SNAPSHOT_RECORDED.reached();
            Consistency consistency = switchOver(sources);
            Failpoint.SNAPSHOT_SWITCHED.reached();
            parts.forEach(part -> DurableFiles.sync(layout.layerDisk(part.layer())));
            List<Snapshot> done = catalogue.change(change -> {
                List<Snapshot> completed = SnapshotSettling.commit(change, layout, records, parts);
                completion.accept(change, completed);
                return completed;
            });
            Failpoint.SNAPSHOT_COMMITTED.reached();
            return new TakenSnapshots(done, consistency);
        }
    }

    private static void check(List<Volume> sources) {
        for (Volume volume : sources) {
            if (volume.state() == VolumeState.DELETING) {
                throw new StoreException(VOLUME_STATE, "The volume '" + volume.volumeId() + "' is being deleted.");
            }
            if (!instance(volume).equals(instance(sources.get(0)))) {
                throw new StoreException(PARAMETER_COMBINATION, "The volumes '" + sources.get(0).volumeId() + "' and '"
                        + volume.volumeId() + "' are not of one instance; only such are snapshot at one moment.");
            }
        }
    }

    static Optional<String> instance(Volume volume) {
        return volume.attachments().isEmpty()
                ? Optional.empty() : Optional.of(volume.attachments().get(0).instanceId());
    }

    private List<StagedLayer> stage(List<SnapshotPart> parts, List<Volume> sources, Path staging) {
        DurableFiles.requireSpace(layout.regionFolder(), SPACE_EACH * parts.size());
        List<StagedLayer> staged = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            staged.add(stage(parts.get(i), sources.get(i), staging.resolve(parts.get(i).layer().value())));
        }
        return staged;
    }

    private StagedLayer stage(SnapshotPart part, Volume source, Path folder) {
        Path current = layout.volumeDisk(source.volumeId(), source.generation());
        Path next = layout.volumeDisk(source.volumeId(), source.generation() + 1);
        long sizeBytes = Gibibytes.toBytes(source.size());
        try {
            Files.createDirectories(folder);
            Layer layer = new Layer(part.layer(), source.layerId(), sizeBytes, Files.size(current), DiskFormat.QCOW2,
                    Optional.empty(), Timestamp.now());
            DurableFiles.link(current, StoreLayout.layerDiskIn(folder));
            RecordFiles.write(layer, folder);
            // Unseen, because the layer is not in its place yet, and a guest may be writing it.
            QemuImg.createOverlayUnseen(
                    next, StoreLayout.layerDiskAsBacking(part.layer()), DiskFormat.QCOW2, sizeBytes);
            DurableFiles.sync(next);
            DurableFiles.sync(next.getParent());
            return new StagedLayer(layer, folder);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED,
                    "The volume '" + source.volumeId() + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private List<Snapshot> record(Change change, SnapshotRequest request, List<SnapshotPart> parts,
            List<Volume> sources, List<StagedLayer> staged) {
        List<Snapshot> pending = new ArrayList<>();
        Layers layers = new Layers(layout);
        for (int i = 0; i < parts.size(); i++) {
            layers.admit(change, staged.get(i));
            Volume source = sources.get(i);
            Snapshot snapshot = new Snapshot(parts.get(i).snapshot(), account, request.description(),
                    Optional.of(source.volumeId()), source.size(), SnapshotState.PENDING, Optional.empty(),
                    Timestamp.now(), parts.get(i).layer(), Permissions.NONE, source.productCodes(),
                    request.tagsWith(source.tags()));
            records.write(snapshot);
            pending.add(change.insert(Snapshot.TABLE, snapshot).document());
        }
        return pending;
    }

    private Consistency switchOver(List<Volume> sources) {
        Optional<String> instance = instance(sources.get(0));
        if (instance.isEmpty()) {
            return Consistency.AT_REST;
        }
        Map<VolumeId, Path> files = new LinkedHashMap<>();
        for (Volume source : sources) {
            files.put(source.volumeId(), layout.volumeDisk(source.volumeId(), source.generation() + 1));
        }
        return live.get().switchOver(instance.get(), files);
    }
}
