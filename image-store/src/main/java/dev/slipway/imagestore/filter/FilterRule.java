package dev.slipway.imagestore.filter;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How one filter is answered for one kind of document. */
public sealed interface FilterRule<T> {

    /** What the filter compares with: any number of texts, one of which has to fit. */
    Function<? super T, List<String>> texts();

    /**
     * The catalogue keeps the texts in a column, so it can do the comparing.
     *
     * @param column the column, or {@code id}
     * @param pattern makes what to look for there of a filter's value
     * @param texts the same texts as the column's, before they are made to fit by {@code pattern}
     */
    record InColumn<T>(String column, UnaryOperator<String> pattern, Function<? super T, List<String>> texts)
            implements FilterRule<T> {
    }

    /** The texts have to be taken out of each document. */
    record InDocument<T>(Function<? super T, List<String>> texts) implements FilterRule<T> {
    }

    /** A column whose texts are what filters are compared with. */
    static <T> FilterRule<T> column(String name, Function<? super T, List<String>> texts) {
        return new InColumn<>(name, UnaryOperator.identity(), texts);
    }

    /** Texts of each document. */
    static <T> FilterRule<T> document(Function<? super T, List<String>> texts) {
        return new InDocument<>(texts);
    }
}
