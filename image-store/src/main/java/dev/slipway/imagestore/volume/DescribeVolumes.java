package dev.slipway.imagestore.volume;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.filter.Selection;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.VolumeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds an account's volumes as EC2's DescribeVolumes does. */
final class DescribeVolumes {

    private final AccountId account;
    private final Listing<Volume> listing =
            new Listing<>(Volume.TABLE, "created", volume -> volume.createTime().toEpochMilli());

    DescribeVolumes(AccountId account) {
        this.account = account;
    }

    Page<Volume> page(Reader reader, VolumeSearch search, PageRequest page) {
        Query.Condition own = new Query.AnyOf("owner", List.of(account.value()));
        Selection<Volume> selection =
                Selection.of(Query.all().and(search.filters().isEmpty() ? own : new Query.Usually(own)));
        if (!search.ids().isEmpty()) {
            selection = selection.and(new Query.AnyOf("id", requireAll(reader, search.ids())));
        }
        return listing.page(reader, selection.and(search.filters(), new VolumeFilters()), search, page);
    }

    private List<String> requireAll(Reader reader, List<VolumeId> ids) {
        List<String> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (VolumeId id : ids) {
            Optional<Stored<Volume>> stored = reader.find(Volume.TABLE, id.value());
            boolean own = stored.isPresent() && stored.get().document().ownerId().equals(account);
            (own ? found : missing).add(id.value());
        }
        if (!missing.isEmpty()) {
            throw VolumeTags.notFound(missing);
        }
        return found;
    }
}
