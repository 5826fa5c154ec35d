package dev.slipway.imagestore.snapshot;

import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_IN_USE;
import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_STATE;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.layer.LayerRelease;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.sharing.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The snapshots of one account. */
public final class Snapshots {

    private final Catalogue catalogue;
    private final RecordFiles records;
    private final AccountId account;
    private final SnapshotUse use;
    private final LayerRelease release;

    public Snapshots(
            Catalogue catalogue, StoreLayout layout, AccountId account, SnapshotUse use, LayerRelease release) {
        this.catalogue = catalogue;
        this.records = new RecordFiles(layout);
        this.account = account;
        this.use = use;
        this.release = release;
    }

    /** The snapshots of this account that a query on {@link Snapshot#TABLE} selects. */
    public List<Snapshot> list(Query query) {
        List<Snapshot> snapshots = new ArrayList<>();
        for (Stored<Snapshot> stored : catalogue.read(r -> r.list(Snapshot.TABLE, query.where("owner", account)))) {
            snapshots.add(stored.document());
        }
        return snapshots;
    }

    /**
     * The snapshots this account may see, of those that are looked for, as EC2's DescribeSnapshots lists them: the
     * oldest first. Throws SNAPSHOT_NOT_FOUND, naming all that are missing, ACCOUNT_ID_MALFORMED, PARAMETER_VALUE for a
     * filter that is none, FILTER_LIMIT, PAGE_TOKEN.
     */
    public Page<Snapshot> search(SnapshotSearch search, PageRequest page) {
        return catalogue.read(reader -> new DescribeSnapshots(account).page(reader, search, page));
    }

    /** These snapshots; throws SNAPSHOT_NOT_FOUND when one of them does not exist or is another account's. */
    public List<Snapshot> describe(List<SnapshotId> ids) {
        return catalogue.read(reader -> {
            List<Snapshot> snapshots = new ArrayList<>();
            for (SnapshotId id : ids) {
                snapshots.add(get(reader, id).document());
            }
            return snapshots;
        });
    }

    /** A snapshot of this account as it is now; throws SNAPSHOT_NOT_FOUND. */
    public Stored<Snapshot> get(Reader reader, SnapshotId id) {
        Optional<Stored<Snapshot>> stored = reader.find(Snapshot.TABLE, id.value());
        if (stored.isEmpty() || !stored.get().document().ownerId().equals(account)) {
            throw notFound(id);
        }
        return stored.get();
    }

    /** What a snapshot of this account comes from, and what comes from it; throws SNAPSHOT_NOT_FOUND. */
    public Lineage lineage(SnapshotId id) {
        return catalogue.read(reader -> Lineage.of(reader, get(reader, id).document()));
    }

    /**
     * A snapshot this account may make volumes of: its own, or one that is shared with it or with everybody. Throws
     * SNAPSHOT_NOT_FOUND, and SNAPSHOT_STATE when it is not complete.
     */
    public Snapshot restorable(Reader reader, SnapshotId id) {
        Snapshot snapshot = reader.find(Snapshot.TABLE, id.value()).orElseThrow(() -> notFound(id)).document();
        if (!new Visibility(account).mayUse(snapshot)) {
            throw notFound(id);
        }
        if (snapshot.state() != SnapshotState.COMPLETED) {
            throw new StoreException(SNAPSHOT_STATE, "The snapshot '" + id + "' is " + snapshot.state() + ".");
        }
        return snapshot;
    }

    /**
     * The snapshot behind an image that may be launched, whoever owns it: the right to launch an image includes the
     * use of its snapshots. Throws SNAPSHOT_NOT_FOUND.
     */
    public Snapshot ofImage(SnapshotId id) {
        return catalogue.read(reader -> reader.find(Snapshot.TABLE, id.value()))
                .orElseThrow(() -> notFound(id)).document();
    }

    /**
     * Deletes a snapshot, as EC2's DeleteSnapshot does; the volumes that were made from it keep their content, and
     * its layer goes when it was the last to refer to it. Throws SNAPSHOT_NOT_FOUND, and SNAPSHOT_IN_USE when an
     * image refers to it.
     */
    public void delete(SnapshotId id) {
        release.released(catalogue.change(change -> delete(change, id)));
    }

    /**
     * The same within a transaction of the caller, who sees to it that the layer that is returned is collected after
     * that, if nothing else refers to it.
     */
    public LayerId delete(Change change, SnapshotId id) {
        Snapshot snapshot = get(change, id).document();
        Optional<ImageId> user = use.imageThatUses(change, id);
        if (user.isPresent()) {
            throw new StoreException(SNAPSHOT_IN_USE,
                    "The snapshot '" + id + "' is currently in use by '" + user.get() + "'.",
                    "Deregister the image first: slipway image deregister " + user.get());
        }
        records.delete(id);
        change.delete(Snapshot.TABLE, id.value());
        return snapshot.layerId();
    }

    private static StoreException notFound(SnapshotId id) {
        return new StoreException(SNAPSHOT_NOT_FOUND, "The snapshot '" + id + "' does not exist.");
    }
}
