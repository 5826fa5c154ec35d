package dev.slipway.imagestore.catalogue;

import java.util.function.Function;

/**
 * The records of one region. What is written here is the commit point of all work: files first, fsynced, then one
 * transaction. Many processes use a catalogue at once, and nothing relies on a lock held in memory; several threads
 * may share one, and take turns. Transactions do not nest.
 *
 * <p>All methods throw {@code StoreException} with STORE_BUSY when other processes hold the catalogue for longer than a
 * command waits, STORE_CORRUPT when it cannot be read, and {@code HostException} with NO_SPACE when its disk is full.
 */
public interface Catalogue extends AutoCloseable {

    /** Reads in one transaction: all that {@code work} sees is of one moment. */
    <R> R read(Function<Reader, R> work);

    /**
     * Changes in one transaction: durable when this returns, undone when {@code work} throws. No other process changes
     * anything in between, so what {@code work} reads is still true when it writes. It should not do slow things.
     */
    <R> R change(Function<Change, R> work);

    @Override
    void close();
}
