package dev.slipway.imagestore.catalogue;

import java.nio.file.Path;
import java.util.List;

/** Where an open catalogue comes from: opened for whoever asks, or lent by a long-lived process that keeps some open. */
@FunctionalInterface
public interface CatalogueSource {

    /**
     * A catalogue for its caller alone, who closes it. Throws what opening it throws.
     *
     * @param tables all that the caller may use
     */
    Catalogue open(Path file, List<Table<?>> tables);
}
