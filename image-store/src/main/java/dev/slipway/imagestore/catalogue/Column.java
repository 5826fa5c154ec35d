package dev.slipway.imagestore.catalogue;

import java.util.function.Function;

/**
 * A part of a document that is searched, sorted by or unique, kept beside the document.
 *
 * @param name its name, and the name a {@link Query} uses
 * @param type how it compares
 * @param value takes it out of a document; null where the document has none
 */
public record Column<T>(String name, Type type, Function<? super T, ?> value) {

    /** How a column's values compare. */
    public enum Type {
        /** As text, letter case and all. Enums and ids are text too. */
        TEXT,
        /** As text, and one of few words: no index, which would lead to a large part of the table anyway. */
        WORD,
        /** As a whole number. */
        NUMBER
    }

    public Column {
        Table.checkName(name);
    }
}
