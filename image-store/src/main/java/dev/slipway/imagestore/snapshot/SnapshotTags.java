package dev.slipway.imagestore.snapshot;

import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_NOT_FOUND;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedRows;
import java.util.List;

/** The tags of an account's snapshots. */
public final class SnapshotTags extends TaggedRows<Snapshot> {

    private final RecordFiles records;

    public SnapshotTags(StoreLayout layout, AccountId account) {
        super("snapshot", Snapshot.TABLE, account, snapshot -> snapshot.ownerId().equals(account), Snapshot::tags);
        this.records = new RecordFiles(layout);
    }

    @Override
    public boolean names(String id) {
        return SnapshotId.isOne(id);
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        Stored<Snapshot> stored = change.find(Snapshot.TABLE, id).orElseThrow(() -> notFound(List.of(id)));
        Snapshot tagged = stored.document().withTags(tags);
        records.write(tagged);
        change.update(Snapshot.TABLE, tagged, stored.version());
    }

    @Override
    protected StoreException missing(List<String> ids) {
        return notFound(ids);
    }

    /** EC2's refusal, for one and for several. */
    static StoreException notFound(List<String> ids) {
        String list = "'" + String.join(", ", ids) + "'";
        return new StoreException(SNAPSHOT_NOT_FOUND, ids.size() == 1
                ? "The snapshot " + list + " does not exist." : "The snapshots " + list + " do not exist.");
    }
}
