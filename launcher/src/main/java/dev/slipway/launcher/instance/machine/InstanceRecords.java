package dev.slipway.launcher.instance.machine;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.sweep.Roots;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.launcher.domain.Disk;
import dev.slipway.launcher.domain.DomainSpec;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.history.EventKind;
import dev.slipway.launcher.instance.history.InstanceEvent;
import dev.slipway.launcher.instance.history.InstanceHistory;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ReplaceRootTask;
import dev.slipway.launcher.instance.record.ReservedAddress;
import dev.slipway.launcher.instance.record.ReservedPort;
import dev.slipway.launcher.instance.state.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The instances of one account in the catalogue. Whatever is written of one is written here, and so is its history:
 * nothing that happens to an instance can forget to tell.
 */
public final class InstanceRecords {

    /** What the launcher keeps in the catalogue; the store makes the tables. */
    public static final List<Table<?>> TABLES = List.of(
            Instance.TABLE, ReservedPort.TABLE, ReservedAddress.TABLE, InstanceEvent.TABLE, ReplaceRootTask.TABLE);

    /** How long a terminated instance stays visible, as EC2's documentation has it. */
    static final Duration TERMINATED_VISIBLE = Duration.ofHours(1);

    /** The kind of the operation that makes an image of an instance, and has the instance for itself meanwhile. */
    public static final String CREATE_IMAGE = "create-image";

    /** The kind of the operation that replaces the root volume of an instance, likewise. */
    public static final String REPLACE_ROOT = "replace-root";

    private final Catalogue catalogue;
    private final AccountId account;
    private final InstanceHistory history;

    /** The instances of {@code account}; what is done to them is added to {@code history}. */
    public InstanceRecords(Catalogue catalogue, AccountId account, InstanceHistory history) {
        this.catalogue = catalogue;
        this.account = account;
        this.history = history;
    }

    /** The catalogue they are in. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** Every instance of the account, oldest first. */
    public List<Instance> all() {
        return catalogue.read(this::all);
    }

    /** The same, of one transaction. */
    public List<Instance> all(Reader reader) {
        List<Instance> instances = new ArrayList<>();
        for (Stored<Instance> stored : reader.list(Instance.TABLE, Query.all().where("owner", account))) {
            instances.add(stored.document());
        }
        return instances;
    }

    /** These instances, in this order; one that does not exist fails the call, with all such named. */
    public List<Instance> require(List<InstanceId> ids) {
        return catalogue.read(reader -> require(reader, ids));
    }

    /** The same, of one transaction. */
    public List<Instance> require(Reader reader, List<InstanceId> ids) {
        List<Instance> found = new ArrayList<>();
        List<InstanceId> missing = new ArrayList<>();
        for (InstanceId id : ids) {
            Optional<Stored<Instance>> stored = find(reader, id);
            if (stored.isPresent()) {
                found.add(stored.get().document());
            } else {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            throw notFound(missing);
        }
        return found;
    }

    /** One instance, whatever its account. */
    public Instance require(InstanceId id) {
        return catalogue.read(reader -> findAnyones(reader, id)).orElseThrow(() -> notFound(List.of(id))).document();
    }

    /** What work on an instance has for itself: the instance and its volumes. */
    public static List<String> claims(Instance instance) {
        List<String> claims = new ArrayList<>(List.of(instance.instanceId().value()));
        claims.addAll(volumeIds(instance));
        return claims;
    }

    /** The ids of its volumes, as they are claimed. */
    public static List<String> volumeIds(Instance instance) {
        List<String> ids = new ArrayList<>();
        instance.volumes().forEach(volume -> ids.add(volume.volumeId().value()));
        return ids;
    }

    /** Whether work is in flight that has the instance for itself, and will say what became of it. */
    public boolean isClaimed(InstanceId id) {
        return catalogue.read(reader -> Operations.claimant(reader, id.value())).isPresent();
    }

    /**
     * Throws INCORRECT_INSTANCE_STATE while an image is made of an instance or its root is replaced: either shuts its
     * guest down and starts it by itself.
     */
    public void requireNotTakenDown(InstanceId id) {
        Optional<Operation> work = catalogue.read(reader -> Operations.claimant(reader, id.value()));
        if (work.isPresent() && work.get().kind().equals(CREATE_IMAGE)) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE,
                    "An image is being made of the instance '" + id + "'.");
        }
        if (work.isPresent() && work.get().kind().equals(REPLACE_ROOT)) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE,
                    "The root volume of the instance '" + id + "' is being replaced.");
        }
    }

    /** The domain of an instance as its record and its volumes are now. */
    public DomainSpec domain(Instance instance, StoreLayout layout) {
        Map<VolumeId, Integer> generations = catalogue.read(reader -> {
            Map<VolumeId, Integer> current = new HashMap<>();
            for (AttachedVolume attached : instance.volumes()) {
                Optional<Stored<Volume>> volume = reader.find(Volume.TABLE, attached.volumeId().value());
                current.put(attached.volumeId(), volume.map(found -> found.document().generation()).orElse(0));
            }
            return current;
        });
        return DomainOf.instance(instance, layout, generations::get);
    }

    /** The disk that a volume of an instance is, as its row is now. */
    public Disk disk(AttachedVolume attached, StoreLayout layout) {
        int generation = catalogue.read(reader -> reader.find(Volume.TABLE, attached.volumeId().value()))
                .map(volume -> volume.document().generation()).orElse(0);
        return DisksOf.volume(attached, layout, id -> generation);
    }

    /** One instance of the account. */
    Optional<Stored<Instance>> find(Reader reader, InstanceId id) {
        return reader.find(Instance.TABLE, id.value()).filter(stored -> stored.document().ownerId().equals(account));
    }

    /** An instance whatever its account, for finishing what another command left. */
    public Optional<Stored<Instance>> findAnyones(Reader reader, InstanceId id) {
        return reader.find(Instance.TABLE, id.value());
    }

    /** Replaces an instance by what the function makes of it, in a transaction of its own. */
    public Instance update(InstanceId id, UnaryOperator<Instance> change) {
        return catalogue.change(c -> update(c, id, change));
    }

    /** Replaces an instance by what the function makes of it. */
    public Instance update(Change change, InstanceId id, UnaryOperator<Instance> next) {
        Stored<Instance> stored = findAnyones(change, id).orElseThrow(() -> notFound(List.of(id)));
        Instance after = change.update(Instance.TABLE, next.apply(stored.document()), stored.version()).document();
        history.changed(change, stored.document(), after);
        return after;
    }

    /** Adds a new instance. */
    public Instance insert(Change change, Instance instance) {
        Instance added = change.insert(Instance.TABLE, instance).document();
        history.began(change, added);
        return added;
    }

    /** Adds a remark to the history of an instance, unless it is no longer to be seen. */
    public void remark(InstanceId id, EventKind kind, String remark) {
        catalogue.change(change -> {
            find(change, id).ifPresent(stored -> history.remarked(change, stored.document(), kind, remark));
            return null;
        });
    }

    /** Deletes an instance that is no longer to be seen, and the oldest of its history. */
    public void delete(Change change, InstanceId id) {
        change.delete(Instance.TABLE, id.value());
        history.forget(change, id);
    }

    /** Whose instances they are. */
    public AccountId account() {
        return account;
    }

    /** Where it is written down what happens to them. */
    public InstanceHistory history() {
        return history;
    }

    /**
     * What instances of all accounts depend on: their kernels and ramdisks, which they read again at their next start, the
     * image they were launched from, whose record says what they are, and the layers beneath roots that are no volumes.
     */
    public static Roots needed(Reader reader) {
        Set<LayerId> layers = new HashSet<>();
        Set<ImageId> images = new HashSet<>();
        Query alive = Query.all().whereNot("state", InstanceState.TERMINATED);
        for (Stored<Instance> stored : reader.list(Instance.TABLE, alive)) {
            images.add(stored.document().imageId());
            stored.document().boot().kernelId().ifPresent(images::add);
            stored.document().boot().ramdiskId().ifPresent(images::add);
            stored.document().instanceStore().ifPresent(root -> layers.add(root.layerId()));
        }
        return new Roots(layers, images);
    }

    /** Terminated instances that are no longer to be seen. Every launch asks, so the oldest is looked at alone first. */
    public List<Instance> expired(Instant now) {
        long before = now.minus(TERMINATED_VISIBLE).toEpochMilli();
        Query terminated = Query.all().where("state", InstanceState.TERMINATED).orderBy("since");
        return expired(terminated.limit(1), before).isEmpty() ? List.of() : expired(terminated, before);
    }

    private List<Instance> expired(Query terminated, long before) {
        List<Instance> expired = new ArrayList<>();
        for (Stored<Instance> stored : catalogue.read(r -> r.list(Instance.TABLE, terminated))) {
            if (stored.document().lifecycle().since().toEpochMilli() < before) {
                expired.add(stored.document());
            }
        }
        return expired;
    }

    private static LauncherException notFound(List<InstanceId> missing) {
        StringBuilder ids = new StringBuilder();
        for (InstanceId id : missing) {
            ids.append(ids.isEmpty() ? "" : ", ").append(id);
        }
        String sentence = missing.size() == 1
                ? "The instance ID '" + ids + "' does not exist."
                : "The instance IDs '" + ids + "' do not exist.";
        return new LauncherException(LauncherError.INSTANCE_NOT_FOUND, sentence, "slipway instance list", null);
    }
}
