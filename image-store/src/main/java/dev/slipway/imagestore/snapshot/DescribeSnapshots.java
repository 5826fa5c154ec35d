package dev.slipway.imagestore.snapshot;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.filter.AccountWords;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.filter.Selection;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.sharing.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds snapshots as EC2's DescribeSnapshots does: one's own, and those one may make volumes of. */
final class DescribeSnapshots {

    private final AccountId account;
    private final Listing<Snapshot> listing =
            new Listing<>(Snapshot.TABLE, "started", snapshot -> snapshot.startTime().toEpochMilli());

    DescribeSnapshots(AccountId account) {
        this.account = account;
    }

    Page<Snapshot> page(Reader reader, SnapshotSearch search, PageRequest page) {
        AccountWords words = new AccountWords(account);
        Selection<Snapshot> selection = Selection.of(Query.all().and(new Query.Either(List.of(
                new Query.AnyOf("owner", List.of(account.value())),
                new Query.AnyOf("restorable_by", List.of(account.value())),
                new Query.AnyOf("visibility", List.of("public"))))));
        selection = words.ownedBy(selection, search.owners(), !search.filters().isEmpty());
        selection = words.sharedWith(selection, search.restorableBy(), "restorable_by",
                Snapshot::ownerId, Snapshot::createVolumePermissions);
        if (!search.ids().isEmpty()) {
            selection = selection.and(new Query.AnyOf("id", requireAll(reader, search.ids())));
        }
        return listing.page(reader, selection.and(search.filters(), new SnapshotFilters(account)), search, page);
    }

    private List<String> requireAll(Reader reader, List<SnapshotId> ids) {
        List<String> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (SnapshotId id : ids) {
            Optional<Stored<Snapshot>> stored = reader.find(Snapshot.TABLE, id.value());
            boolean seen = stored.isPresent() && new Visibility(account).mayUse(stored.get().document());
            (seen ? found : missing).add(id.value());
        }
        if (!missing.isEmpty()) {
            throw SnapshotTags.notFound(missing);
        }
        return found;
    }
}
