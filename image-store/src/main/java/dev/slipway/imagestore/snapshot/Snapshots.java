package dev.slipway.imagestore.snapshot;

import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_NOT_FOUND;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.SnapshotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The snapshots of one account. */
public final class Snapshots {

    private final Catalogue catalogue;
    private final AccountId account;

    public Snapshots(Catalogue catalogue, AccountId account) {
        this.catalogue = catalogue;
        this.account = account;
    }

    /** The snapshots of this account that a query on {@link Snapshot#TABLE} selects. */
    public List<Snapshot> list(Query query) {
        List<Snapshot> snapshots = new ArrayList<>();
        for (Stored<Snapshot> stored : catalogue.read(r -> r.list(Snapshot.TABLE, query.where("owner", account)))) {
            snapshots.add(stored.document());
        }
        return snapshots;
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

    /**
     * The snapshot behind an image that may be launched, whoever owns it: the right to launch an image includes the
     * use of its snapshots. Throws SNAPSHOT_NOT_FOUND.
     */
    public Snapshot ofImage(SnapshotId id) {
        return catalogue.read(reader -> reader.find(Snapshot.TABLE, id.value()))
                .orElseThrow(() -> notFound(id)).document();
    }

    private static StoreException notFound(SnapshotId id) {
        return new StoreException(SNAPSHOT_NOT_FOUND, "The snapshot '" + id + "' does not exist.");
    }
}
