package dev.slipway.imagestore.volume;

import static dev.slipway.imagestore.errors.StoreError.RECORD_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.TOKEN_MISMATCH;
import static dev.slipway.imagestore.errors.StoreError.VOLUME_IN_USE;
import static dev.slipway.imagestore.errors.StoreError.VOLUME_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.VOLUME_STATE;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layer.Gibibytes;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.LayerRelease;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Makes, attaches and deletes the volumes of one account. Making and recording are two steps, because a launch records
 * its instance and all its volumes in one transaction.
 */
public final class Volumes {

    /** The client tokens that volumes were made with. */
    public static final Table<?> TOKENS = VolumeToken.TABLE;

    /** At least as long as EC2 remembers one. */
    private static final Duration TOKENS_KEPT = Duration.ofDays(1);
    private static final int OLD_TOKENS = 10;
    private static final String DELETE = "delete-volume";
    private static final String CREATE = "create-volume";
    private static final String VOLUME = "volume";
    /** What a volume takes before anything is written to it. */
    private static final long SPACE = 1L << 20;

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Operations operations;
    private final AccountId account;
    private final LayerRelease release;

    public Volumes(
            Catalogue catalogue, StoreLayout layout, Operations operations, AccountId account, LayerRelease release) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.operations = operations;
        this.account = account;
        this.release = release;
        operations.register(DELETE, operation -> deleteMarked(new VolumeId(operation.details().get(VOLUME))));
        operations.register(CREATE, operation -> discard(new VolumeId(operation.details().get(VOLUME))));
    }

    /**
     * Makes the files of volumes, fsynced, and returns the records the caller is to insert into {@link Volume#TABLE}.
     * The layers of the plans' snapshots must be pinned by an operation of the caller, which names the volumes too:
     * its handler calls {@link #discard}. Throws RECORD_NOT_FOUND when a layer was collected before it was pinned.
     *
     * @param rollback told how to take the files away again
     */
    public List<Volume> prepare(List<VolumePlan> plans, Rollback rollback) {
        List<Volume> volumes = new ArrayList<>(plans.size());
        for (VolumePlan plan : plans) {
            rollback.onFailure(() -> discard(plan.volumeId()));
            createFile(plan);
            volumes.add(record(plan));
        }
        if (!plans.isEmpty()) {
            DurableFiles.sync(layout.volumes());
        }
        return volumes;
    }

    /**
     * Makes a volume by itself, attached nowhere: EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html">CreateVolume</a>. In
     * milliseconds at any size. Throws NO_SPACE, and RECORD_NOT_FOUND when its snapshot's content is gone.
     */
    public Volume create(VolumePlan plan) {
        return create(plan, change -> { });
    }

    private Volume create(VolumePlan plan, Consumer<Change> more) {
        DurableFiles.requireSpace(layout.regionFolder(), SPACE);
        List<LayerId> pinned = plan.source().map(source -> List.of(source.layerId())).orElse(List.of());
        try (RunningOperation operation =
                operations.begin(CREATE, Map.of(VOLUME, plan.volumeId().value()), pinned)) {
            Volume volume = prepare(List.of(plan), new Rollback()).get(0);
            Failpoint.VOLUME_MADE.reached();
            return catalogue.change(change -> {
                operation.finish(change);
                more.accept(change);
                return change.insert(Volume.TABLE, volume).document();
            });
        }
    }

    /**
     * Makes the volume that a request describes. Throws SNAPSHOT_NOT_FOUND, SNAPSHOT_STATE, and what
     * {@link VolumeRequest#plan} and {@link #create(VolumePlan)} throw; TOKEN_MISMATCH where its token was used for another.
     */
    public Volume create(VolumeRequest request, Snapshots snapshots) {
        Optional<VolumeToken> used = request.clientToken().flatMap(token -> catalogue.read(
                reader -> reader.find(VolumeToken.TABLE, VolumeToken.key(account, token)))).map(Stored::document);
        if (used.isPresent()) {
            if (!used.get().request().equals(Json.write(request))) {
                throw new StoreException(TOKEN_MISMATCH, "The client token " + Quoted.of(used.get().token())
                        + " was used for the volume '" + used.get().volumeId() + "', with other parameters.");
            }
            return describe(List.of(used.get().volumeId())).get(0);
        }
        VolumePlan plan = request.plan(request.snapshotId().map(
                id -> catalogue.read(reader -> snapshots.restorable(reader, id))), layout.availabilityZone());
        return create(plan, change -> request.clientToken().ifPresent(token -> remember(change, token, plan, request)));
    }

    /** Of two at once with one token the second is refused as a whole; asked again it gets the volume of the first. */
    private void remember(Change change, String token, VolumePlan plan, VolumeRequest request) {
        for (Stored<VolumeToken> old : change.list(VolumeToken.TABLE, Query.all().orderBy("created").limit(OLD_TOKENS))) {
            if (old.document().createdAt().plus(TOKENS_KEPT).isBefore(Timestamp.now())) {
                change.delete(VolumeToken.TABLE, VolumeToken.key(old.document().owner(), old.document().token()));
            }
        }
        change.insert(VolumeToken.TABLE, new VolumeToken(account, token, plan.volumeId(), Json.write(request), Timestamp.now()));
    }

    /** Deletes the files of a volume that was prepared and not recorded; a recorded one is left alone. */
    public void discard(VolumeId id) {
        if (catalogue.read(reader -> reader.find(Volume.TABLE, id.value())).isEmpty()) {
            DurableFiles.delete(layout.volume(id));
        }
    }

    /** The volumes of this account that a query on {@link Volume#TABLE} selects. */
    public List<Volume> list(Query query) {
        List<Volume> volumes = new ArrayList<>();
        for (Stored<Volume> stored : catalogue.read(r -> r.list(Volume.TABLE, query.where("owner", account)))) {
            volumes.add(stored.document());
        }
        return volumes;
    }

    /**
     * The volumes of this account that are looked for, as EC2's DescribeVolumes lists them: the oldest first. Throws
     * VOLUME_NOT_FOUND, naming all that are missing, PARAMETER_VALUE for a filter that is none, FILTER_LIMIT, PAGE_TOKEN.
     */
    public Page<Volume> search(VolumeSearch search, PageRequest page) {
        return catalogue.read(reader -> new DescribeVolumes(account).page(reader, search, page));
    }

    /** These volumes; throws VOLUME_NOT_FOUND when one of them does not exist or is another account's. */
    public List<Volume> describe(List<VolumeId> ids) {
        return catalogue.read(reader -> {
            List<Volume> volumes = new ArrayList<>();
            for (VolumeId id : ids) {
                volumes.add(get(reader, id).document());
            }
            return volumes;
        });
    }

    /** A volume as it is now; throws VOLUME_NOT_FOUND. */
    public Stored<Volume> get(Reader reader, VolumeId id) {
        Stored<Volume> stored = anyones(reader, id);
        if (!stored.document().ownerId().equals(account)) {
            throw notFound(id);
        }
        return stored;
    }

    /** A volume whatever its account: what one account's command left is settled by whichever command comes next. */
    private static Stored<Volume> anyones(Reader reader, VolumeId id) {
        return reader.find(Volume.TABLE, id.value()).orElseThrow(() -> notFound(id));
    }

    /** Records that an available volume is attached from now on. Throws VOLUME_IN_USE, VOLUME_STATE. */
    public Volume attach(Change change, VolumeId id, VolumeAttachment attachment) {
        Stored<Volume> stored = get(change, id);
        requireFree(stored.document());
        return change.update(Volume.TABLE, stored.document().attachedTo(attachment), stored.version()).document();
    }

    /**
     * Records what has changed about the attachment of a volume, whoever's it is. Throws VOLUME_STATE for a volume that
     * is not attached.
     */
    public Volume reattach(Change change, VolumeId id, UnaryOperator<VolumeAttachment> next) {
        Stored<Volume> stored = anyones(change, id);
        Volume volume = stored.document();
        if (volume.attachments().isEmpty()) {
            throw new StoreException(VOLUME_STATE, "The volume '" + id + "' is in the '" + volume.state() + "' state.");
        }
        return change.update(Volume.TABLE, volume.attachedTo(next.apply(volume.attachments().get(0))), stored.version())
                .document();
    }

    /**
     * Records that a volume, whoever's it is, is attached nowhere from now on; one that is available already stays so.
     */
    public Volume detach(Change change, VolumeId id) {
        Stored<Volume> stored = anyones(change, id);
        return switch (stored.document().state()) {
            case AVAILABLE -> stored.document();
            case IN_USE -> change.update(Volume.TABLE, stored.document().detached(), stored.version()).document();
            case DELETING -> throw deleting(id);
        };
    }

    /**
     * Deletes an available volume, and its layer when it was the last to refer to it. Throws VOLUME_NOT_FOUND,
     * VOLUME_IN_USE.
     */
    public void delete(VolumeId id) {
        // Before the operation: settling it would delete what another one has marked.
        Volume volume = describe(List.of(id)).get(0);
        requireFree(volume);
        try (RunningOperation operation =
                operations.begin(DELETE, Map.of(VOLUME, id.value()), List.of(), List.of(id.value()))) {
            volume = catalogue.change(change -> {
                // A snapshot may have been waited for: it stands on another layer then.
                Volume now = get(change, id).document();
                requireFree(now);
                markDeleting(change, id);
                return now;
            });
            Failpoint.VOLUME_MARKED.reached();
            DurableFiles.delete(layout.volume(id));
            Failpoint.VOLUME_FILES_DELETED.reached();
            catalogue.change(change -> {
                change.delete(Volume.TABLE, id.value());
                operation.finish(change);
                return null;
            });
        }
        volume.layerId().ifPresent(release::released);
    }

    /**
     * Records that a volume is being deleted, attached or not and whoever's it is: the first half of a deletion within
     * an operation of the caller, which then calls {@link #deleteMarked}, and whose handler calls it too.
     */
    public void markDeleting(Change change, VolumeId id) {
        Stored<Volume> stored = anyones(change, id);
        change.update(Volume.TABLE, stored.document().deleting(), stored.version());
    }

    /** Deletes the files and then the row of a volume that was marked; any other volume is left alone. */
    public void deleteMarked(VolumeId id) {
        Optional<Stored<Volume>> stored = catalogue.read(reader -> reader.find(Volume.TABLE, id.value()));
        if (stored.isPresent() && stored.get().document().state() == VolumeState.DELETING) {
            DurableFiles.delete(layout.volume(id));
            catalogue.change(change -> change.delete(Volume.TABLE, id.value()));
            stored.get().document().layerId().ifPresent(release::released);
        }
    }

    private void createFile(VolumePlan plan) {
        Path disk = layout.volumeDisk(plan.volumeId(), 0);
        try {
            Files.createDirectories(disk.getParent());
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder " + disk.getParent() + " cannot be made.", e);
        }
        if (plan.source().isPresent()) {
            Layer layer = layerOf(plan.source().get());
            QemuImg.createOverlay(disk, StoreLayout.layerDiskAsBacking(layer.layerId()), layer.format(),
                    Gibibytes.toBytes(plan.size()));
        } else {
            QemuImg.createBlank(disk, Gibibytes.toBytes(plan.size()));
        }
        DurableFiles.sync(disk);
        DurableFiles.sync(disk.getParent());
    }

    private Layer layerOf(Snapshot snapshot) {
        LayerId id = snapshot.layerId();
        return catalogue.read(reader -> reader.find(Layer.TABLE, id.value())).orElseThrow(() -> new StoreException(
                RECORD_NOT_FOUND, "The content of the snapshot '" + snapshot.snapshotId() + "' is gone.")).document();
    }

    private Volume record(VolumePlan plan) {
        return new Volume(plan.volumeId(), account, plan.size(), plan.source().map(Snapshot::snapshotId),
                plan.source().map(Snapshot::layerId), 0, layout.availabilityZone(), plan.volumeType(),
                VolumeState.AVAILABLE, Timestamp.now(), List.of(),
                plan.source().map(Snapshot::productCodes).orElse(List.of()), plan.tags());
    }

    /** Throws VOLUME_IN_USE for a volume that is attached, VOLUME_STATE for one that is being deleted. */
    public void requireFree(Volume volume) {
        switch (volume.state()) {
            case AVAILABLE -> { }
            case IN_USE -> throw new StoreException(VOLUME_IN_USE, "The volume '" + volume.volumeId()
                    + "' is attached to '" + volume.attachments().get(0).instanceId() + "'.");
            case DELETING -> throw deleting(volume.volumeId());
        }
    }

    private static StoreException notFound(VolumeId id) {
        return new StoreException(VOLUME_NOT_FOUND, "The volume '" + id + "' does not exist.");
    }

    private static StoreException deleting(VolumeId id) {
        return new StoreException(VOLUME_STATE, "The volume '" + id + "' is being deleted.");
    }
}
