package dev.slipway.imagestore.lifecycle;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.channel.ChannelUse;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.ResourceId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.layer.LayerRelease;
import dev.slipway.imagestore.lifecycle.DeletedSnapshot.Outcome;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.record.RecordedChanges;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.Snapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes images out of sight, as EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeregisterImage.html">DeregisterImage</a> does: their
 * names are free, instances that run from them go on, their snapshots stay unless it is said otherwise. Several images
 * go in one transaction, all or none. The layers of deleted snapshots are collected after it; the operation names them,
 * so that they are collected by the next command when this one dies.
 */
public final class Deregistration {

    private static final String KIND = "deregister";
    private static final String RECORDS = "records";
    private static final String LAYERS = "layers";

    private final Catalogue catalogue;
    private final Operations operations;
    private final AccountId account;
    private final OwnImages own;
    private final Snapshots snapshots;
    private final LayerRelease release;
    private final RecordedChanges changes;
    private final Supplier<Instant> clock;

    public Deregistration(
            Catalogue catalogue, Operations operations, AccountId account, OwnImages own, Snapshots snapshots,
            LayerRelease release, RecordedChanges changes, Supplier<Instant> clock) {
        this.catalogue = catalogue;
        this.operations = operations;
        this.account = account;
        this.own = own;
        this.snapshots = snapshots;
        this.release = release;
        this.changes = changes;
        this.clock = clock;
        operations.register(KIND, this::settle);
    }

    /**
     * Deregisters images. Throws IMAGE_NOT_FOUND with all that are missing, IMAGE_UNAVAILABLE for one that is
     * deregistered already, OPERATION_NOT_PERMITTED for one that is protected, DEPENDENCY_VIOLATION for one that is
     * current in a channel; then nothing was done.
     *
     * @param deleteSnapshots whether the snapshots go too that no other image uses: EC2's DeleteAssociatedSnapshots
     */
    public Deregistered run(List<ImageId> ids, boolean deleteSnapshots) {
        return run(ids, reader -> ids, deleteSnapshots);
    }

    /** What {@link #run} would do at this moment; throws what it throws. */
    public Deregistered look(List<ImageId> ids, boolean deleteSnapshots) {
        return catalogue.read(reader -> decide(reader, ids, deleteSnapshots));
    }

    /**
     * The same as {@link #run} for images that are chosen within the transaction.
     *
     * @param candidates those that may be chosen
     */
    Deregistered run(Collection<ImageId> candidates, Function<Reader, List<ImageId>> choice, boolean deleteSnapshots) {
        if (!deleteSnapshots) {
            return changes.change(candidates,
                    change -> apply(change, decide(change, choice.apply(change), false), new ArrayList<>()));
        }
        String touched = RecordedChanges.words(withSnapshots(candidates));
        try (RunningOperation operation = operations.begin(KIND, Map.of(RECORDS, touched), List.of())) {
            Deregistered done = catalogue.change(change -> {
                List<LayerId> layers = new ArrayList<>();
                Deregistered decided = apply(change, decide(change, choice.apply(change), true), layers);
                Failpoint.RECORDS_WRITTEN.reached();
                nameLayers(change, operation.operation(), layers);
                return decided;
            });
            Failpoint.IMAGES_DEREGISTERED.reached();
            return done;
        }
    }

    /** What a deregistration of these images does at this moment. */
    Deregistered decide(Reader reader, List<ImageId> ids, boolean deleteSnapshots) {
        List<Image> images = new ArrayList<>();
        Set<SnapshotId> used = new LinkedHashSet<>();
        for (Stored<Image> stored : own.get(reader, List.copyOf(new LinkedHashSet<>(ids)))) {
            Image image = stored.document();
            Protection.requireUnprotected(image, clock.get());
            ChannelUse.requireNoChannel(reader, account, image.imageId());
            images.add(image);
            used.addAll(image.snapshotIds());
        }
        List<DeletedSnapshot> deleted = new ArrayList<>();
        if (deleteSnapshots) {
            used.forEach(id -> reader.find(Snapshot.TABLE, id.value()).ifPresent(
                    stored -> deleted.add(new DeletedSnapshot(id, outcome(reader, stored.document(), images)))));
        }
        return new Deregistered(images, deleted, orphaned(reader, images));
    }

    private Outcome outcome(Reader reader, Snapshot snapshot, List<Image> going) {
        if (!snapshot.ownerId().equals(account)) {
            return Outcome.MISSING_PERMISSIONS;
        }
        for (Stored<Image> user : reader.list(Image.TABLE, Query.all()
                .where("snapshot", snapshot.snapshotId()).whereNot("state", ImageState.DEREGISTERED))) {
            if (!ids(going).contains(user.document().imageId())) {
                return Outcome.SKIPPED;
            }
        }
        return Outcome.SUCCESS;
    }

    private List<ImageId> orphaned(Reader reader, List<Image> going) {
        List<ImageId> bootImages = new ArrayList<>();
        going.stream().filter(image -> image.imageType() != ImageType.MACHINE)
                .forEach(image -> bootImages.add(image.imageId()));
        List<ImageId> orphaned = new ArrayList<>();
        if (!bootImages.isEmpty()) {
            for (Stored<Image> stored : reader.list(Image.TABLE, Query.all()
                    .where("owner", account).where("type", ImageType.MACHINE).whereNot("state", ImageState.DEREGISTERED))) {
                Image image = stored.document();
                if (names(image.kernelId(), bootImages) || names(image.ramdiskId(), bootImages)) {
                    orphaned.add(image.imageId());
                }
            }
            orphaned.removeAll(ids(going));
        }
        return orphaned;
    }

    private Deregistered apply(Change change, Deregistered decided, List<LayerId> layers) {
        for (Image image : decided.images()) {
            own.change(change, image.imageId(), draft -> draft.state(ImageState.DEREGISTERED));
        }
        for (DeletedSnapshot snapshot : decided.snapshots()) {
            if (snapshot.outcome() == Outcome.SUCCESS) {
                layers.add(snapshots.delete(change, snapshot.snapshotId()));
            }
        }
        return decided;
    }

    private List<ResourceId> withSnapshots(Collection<ImageId> images) {
        List<ResourceId> ids = new ArrayList<>(images);
        catalogue.read(reader -> {
            images.forEach(id -> reader.find(Image.TABLE, id.value())
                    .ifPresent(stored -> ids.addAll(stored.document().snapshotIds())));
            return null;
        });
        return ids;
    }

    /** From here on the records are right, and layers are what is left to see to. */
    private static void nameLayers(Change change, Operation operation, List<LayerId> layers) {
        StringBuilder words = new StringBuilder();
        layers.forEach(layer -> words.append(words.isEmpty() ? "" : " ").append(layer));
        Stored<Operation> stored = change.find(Operation.TABLE, operation.operationId().value()).orElseThrow();
        change.update(Operation.TABLE, stored.document().with(Map.of(LAYERS, words.toString())), stored.version());
    }

    /** The row knows what the transaction named; what was in memory when it began does not. */
    private void settle(Operation begun) {
        Optional<Stored<Operation>> row =
                catalogue.read(reader -> reader.find(Operation.TABLE, begun.operationId().value()));
        Map<String, String> details = row.isPresent() ? row.get().document().details() : Map.of();
        changes.rewrite(details.getOrDefault(RECORDS, ""));
        String words = details.getOrDefault(LAYERS, "");
        for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
            LayerId layer = new LayerId(word);
            // The sweep that collects the first of them collects the others too.
            if (catalogue.read(reader -> reader.find(Layer.TABLE, layer.value())).isPresent()) {
                release.released(layer);
            }
        }
    }

    private static boolean names(Optional<ImageId> named, List<ImageId> ids) {
        return named.isPresent() && ids.contains(named.get());
    }

    private static List<ImageId> ids(List<Image> images) {
        List<ImageId> ids = new ArrayList<>();
        images.forEach(image -> ids.add(image.imageId()));
        return ids;
    }
}
