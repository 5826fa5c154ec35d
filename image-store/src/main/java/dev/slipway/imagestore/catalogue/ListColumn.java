package dev.slipway.imagestore.catalogue;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a document that is searched and has any number of values, each kept as text beside the document.
 *
 * @param name its name, and the name a {@link Query} uses
 * @param values takes them out of a document, by {@code toString}
 */
public record ListColumn<T>(String name, Function<? super T, ? extends List<?>> values) {

    public ListColumn {
        Table.checkName(name);
    }
}
