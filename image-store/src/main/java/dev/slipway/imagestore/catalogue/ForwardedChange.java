package dev.slipway.imagestore.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A change that hands everything on to another; for one that does something besides. */
public abstract class ForwardedChange implements Change {

    private final Change change;

    protected ForwardedChange(Change change) {
        this.change = requireNonNull(change, "change");
    }

    @Override
    public <T> Optional<Stored<T>> find(Table<T> table, String id) {
        return change.find(table, id);
    }

    @Override
    public <T> List<Stored<T>> list(Table<T> table, Query query) {
        return change.list(table, query);
    }

    @Override
    public Set<String> values(Table<?> table, String column, Query query) {
        return change.values(table, column, query);
    }

    @Override
    public long count(Table<?> table, Query query) {
        return change.count(table, query);
    }

    @Override
    public <T> Stored<T> insert(Table<T> table, T document) {
        return change.insert(table, document);
    }

    @Override
    public <T> Stored<T> update(Table<T> table, T document, long expectedVersion) {
        return change.update(table, document, expectedVersion);
    }

    @Override
    public boolean delete(Table<?> table, String id) {
        return change.delete(table, id);
    }
}
