package dev.slipway.imagestore.snapshot;

import static dev.slipway.imagestore.errors.StoreError.SNAPSHOT_NOT_FOUND;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedKind;
import dev.slipway.imagestore.tag.TaggedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tags of an account's snapshots. */
public final class SnapshotTags implements TaggedKind {

    private final AccountId account;
    private final RecordFiles records;

    public SnapshotTags(StoreLayout layout, AccountId account) {
        this.account = account;
        this.records = new RecordFiles(layout);
    }

    @Override
    public String resourceType() {
        return "snapshot";
    }

    @Override
    public boolean names(String id) {
        return SnapshotId.isOne(id);
    }

    @Override
    public List<List<Tag>> tags(Reader reader, List<String> ids) {
        List<List<Tag>> tags = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            Optional<Stored<Snapshot>> stored = reader.find(Snapshot.TABLE, id);
            if (stored.isPresent() && stored.get().document().ownerId().equals(account)) {
                tags.add(stored.get().document().tags());
            } else {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            throw notFound(missing);
        }
        return tags;
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        Stored<Snapshot> stored = change.find(Snapshot.TABLE, id).orElseThrow(() -> notFound(List.of(id)));
        Snapshot tagged = stored.document().withTags(tags);
        records.write(tagged);
        change.update(Snapshot.TABLE, tagged, stored.version());
    }

    @Override
    public List<TaggedResource> all(Reader reader) {
        List<TaggedResource> all = new ArrayList<>();
        Query tagged = Query.all().where("owner", account).matching("tag_key", List.of("*"));
        for (Stored<Snapshot> stored : reader.list(Snapshot.TABLE, tagged)) {
            for (Tag tag : stored.document().tags()) {
                all.add(new TaggedResource(stored.document().snapshotId().value(), resourceType(), tag));
            }
        }
        return all;
    }

    /** EC2's refusal, for one and for several. */
    static StoreException notFound(List<String> ids) {
        String list = "'" + String.join(", ", ids) + "'";
        return new StoreException(SNAPSHOT_NOT_FOUND, ids.size() == 1
                ? "The snapshot " + list + " does not exist." : "The snapshots " + list + " do not exist.");
    }
}
