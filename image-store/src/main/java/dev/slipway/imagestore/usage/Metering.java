package dev.slipway.imagestore.usage;

import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * How the documents of one table are metered. Every change of such a document goes by {@link MeteredCatalogue}, which
 * asks this what it uses before and after: whoever changes it, in whichever way, has no more to do about it.
 */
public interface Metering<T> {

    /** Which documents. */
    Table<T> table();

    /** What a document uses as it says now; empty for one that uses nothing, as a stopped instance. */
    Optional<Reading> reading(Reader reader, T document);

    /** When a document that uses nothing any more ceased to; it is asked in the transaction in which that is recorded. */
    Instant ceased(T document);
}
