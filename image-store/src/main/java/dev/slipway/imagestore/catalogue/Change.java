package dev.slipway.imagestore.catalogue;

/** What can be done to a catalogue within one transaction. */
public interface Change extends Reader {

    /** Adds a document. Throws RECORD_EXISTS when its id, or a combination of columns that is unique, is taken. */
    <T> Stored<T> insert(Table<T> table, T document);

    /**
     * Replaces the document with the same id.
     *
     * @param expectedVersion the version that was read; CONCURRENT_CHANGE is thrown when it is no longer the current one
     */
    <T> Stored<T> update(Table<T> table, T document, long expectedVersion);

    /** Deletes a document; no such id is no error. Returns whether it was there. */
    boolean delete(Table<?> table, String id);
}
