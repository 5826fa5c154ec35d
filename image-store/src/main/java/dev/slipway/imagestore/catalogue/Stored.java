package dev.slipway.imagestore.catalogue;

import static java.util.Objects.requireNonNull;

/**
 * A document as it was read.
 *
 * @param document the record
 * @param version counts its changes, from 1; {@link Change#update} expects it
 */
public record Stored<T>(T document, long version) {

    public Stored {
        requireNonNull(document, "document");
    }
}
