package dev.slipway.imagestore.tag;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A kind of thing whose tags are part of the rows of one table, with the list column {@code tag_key}. */
public abstract class TaggedRows<T> implements TaggedKind {

    private final String resourceType;
    private final Table<T> table;
    private final AccountId account;
    private final Predicate<T> own;
    private final Function<T, List<Tag>> tags;

    /**
     * @param resourceType EC2's word for the kind
     * @param table where the things are
     * @param account whose tags
     * @param own whether a thing is the account's own, and there to be tagged
     * @param tags takes a thing's tags
     */
    protected TaggedRows(String resourceType, Table<T> table, AccountId account, Predicate<T> own,
            Function<T, List<Tag>> tags) {
        this.resourceType = requireNonNull(resourceType, "resourceType");
        this.table = requireNonNull(table, "table");
        this.account = requireNonNull(account, "account");
        this.own = requireNonNull(own, "own");
        this.tags = requireNonNull(tags, "tags");
    }

    /** The refusal that names these, which are not there or another account's. */
    protected abstract RuntimeException missing(List<String> ids);

    @Override
    public final String resourceType() {
        return resourceType;
    }

    @Override
    public final List<List<Tag>> tags(Reader reader, List<String> ids) {
        List<List<Tag>> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            Optional<Stored<T>> stored = reader.find(table, id);
            if (stored.isPresent() && own.test(stored.get().document())) {
                found.add(tags.apply(stored.get().document()));
            } else {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
        return found;
    }

    @Override
    public final List<TaggedResource> all(Reader reader) {
        List<TaggedResource> all = new ArrayList<>();
        Query tagged = Query.all().where("owner", account).matching("tag_key", List.of("*"));
        for (Stored<T> stored : reader.list(table, tagged)) {
            if (own.test(stored.document())) {
                for (Tag tag : tags.apply(stored.document())) {
                    all.add(new TaggedResource(table.id().apply(stored.document()), resourceType, tag));
                }
            }
        }
        return all;
    }
}
