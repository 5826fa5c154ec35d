package dev.slipway.imagestore.catalogue;

import java.util.List;
import java.util.Optional;

/** What can be asked of a catalogue within one transaction. */
public interface Reader {

    /** The document with this id, with its version. */
    <T> Optional<Stored<T>> find(Table<T> table, String id);

    /** The documents that a query selects, in its order, else in the order they were inserted. */
    <T> List<Stored<T>> list(Table<T> table, Query query);

    /** How many documents a query selects, without reading them; the query's limit is ignored. */
    long count(Table<?> table, Query query);
}
