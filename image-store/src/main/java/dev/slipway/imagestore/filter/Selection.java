package dev.slipway.imagestore.filter;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.host.errors.NearestWord;
import dev.slipway.imagestore.catalogue.GlobPattern;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What filters select, in two parts: what the catalogue can compare, and the rest, for which documents have to be read.
 *
 * @param query the conditions of the first part, added to those it was made with
 * @param rest the second part; holds for everything where there is none
 * @param isComplete whether there is no second part
 */
public record Selection<T>(Query query, Predicate<T> rest, boolean isComplete) {

    /** SQLite tries every split of a text among the stars of a pattern, so one with many of them is not given to it. */
    private static final int MOST_STARS = 3;

    private static final int LONGEST_NAME = 64;

    /** Everything that a query selects. */
    public static <T> Selection<T> of(Query query) {
        return new Selection<>(query, document -> true, true);
    }

    /** The same, of which the catalogue compares one more thing. */
    public Selection<T> and(Query.Condition condition) {
        return new Selection<>(query.and(condition), rest, isComplete);
    }

    /** The same, of which one more thing must hold. */
    public Selection<T> and(Predicate<T> more) {
        return new Selection<>(query, rest.and(more), false);
    }

    /**
     * The same, of which all these filters hold too. Throws PARAMETER_VALUE for a filter that is none, FILTER_LIMIT.
     *
     * @param names the filters there are
     */
    public Selection<T> and(List<Filter> filters, FilterNames<T> names) {
        if (filters.isEmpty()) {
            return this;
        }
        Filter.checkNumber(filters);
        Selection<T> selection = this;
        for (Filter filter : filters) {
            FilterRule<T> rule = names.rule(filter.name()).orElseThrow(() -> unknown(filter.name(), names));
            selection = selection.and(filter, rule);
        }
        return selection;
    }

    private Selection<T> and(Filter filter, FilterRule<T> rule) {
        if (rule instanceof FilterRule.InColumn<T> column && isSimple(filter)) {
            List<String> patterns = new ArrayList<>();
            for (String value : filter.values()) {
                patterns.add(column.pattern().apply(value));
            }
            return new Selection<>(query.matching(column.column(), patterns), rest, isComplete);
        }
        return and(document -> filter.fits(rule.texts().apply(document)));
    }

    private static boolean isSimple(Filter filter) {
        for (String value : filter.values()) {
            if (GlobPattern.stars(value) > MOST_STARS) {
                return false;
            }
        }
        return true;
    }

    private static StoreException unknown(String name, FilterNames<?> names) {
        String sentence = "The filter " + Quoted.of(name) + " is invalid.";
        return nearest(name, names.names())
                .map(near -> new StoreException(PARAMETER_VALUE, sentence, "Did you mean '" + near + "'?"))
                .orElseGet(() -> new StoreException(PARAMETER_VALUE, sentence,
                        "The filters are: " + String.join(", ", names.names())));
    }

    /** The name that was meant: one letter or two away, or one that the typed word is a part of. */
    private static Optional<String> nearest(String typed, List<String> names) {
        if (typed.isEmpty() || typed.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        return NearestWord.to(typed, names).or(() -> names.stream().filter(name -> name.contains(typed)).findFirst());
    }
}
