package dev.slipway.imagestore.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be asked of a catalogue within one transaction. */
public interface Reader {

    /** The document with this id, with its version. */
    <T> Optional<Stored<T>> find(Table<T> table, String id);

    /** The documents that a query selects, in its order, else in the order they were inserted. */
    <T> List<Stored<T>> list(Table<T> table, Query query);

    /**
     * The values that a column has among the documents a query selects, each once and none for documents without one;
     * documents are not read, so this is quick however many there are.
     *
     * @param column a column that is no list, or {@code id}
     */
    Set<String> values(Table<?> table, String column, Query query);

    /** How many documents a query selects, without reading them; the query's limit is ignored. */
    long count(Table<?> table, Query query);
}
