package dev.slipway.imagestore.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which documents of a table are wanted: those for which all conditions hold.
 *
 * @param conditions what must hold
 * @param order the column to sort by, ties in the order of insertion
 * @param descending whether the order is reversed
 * @param limit how many at most
 */
public record Query(List<Condition> conditions, Optional<String> order, boolean descending, OptionalInt limit) {

    /** What must hold; columns are those of the table, and {@code id}. */
    public sealed interface Condition permits AnyOf, Matches, NotEqual, Either, Usually, After {
    }

    /** The column is one of these values, compared as they are. */
    public record AnyOf(String column, List<String> values) implements Condition {
        public AnyOf {
            values = List.copyOf(values);
        }
    }

    /** The column fits one of these patterns, as EC2's filters have them: see {@link GlobPattern}. */
    public record Matches(String column, List<String> patterns) implements Condition {
        public Matches {
            patterns = List.copyOf(patterns);
        }
    }

    /** The column is not this value. */
    public record NotEqual(String column, String value) implements Condition {
    }

    /** One of the conditions holds. */
    public record Either(List<Condition> conditions) implements Condition {
        public Either {
            conditions = List.copyOf(conditions);
        }
    }

    /** The condition, of which it is known that most documents fulfil it: no index is used to find them. */
    public record Usually(Condition condition) implements Condition {
    }

    /**
     * Behind a place in the order of a number column, ties in the order of insertion.
     *
     * @param column the column the query is sorted by
     * @param key the place
     * @param id the document there; those with the same key come behind it, and all of them do once it is gone
     */
    public record After(String column, long key, String id) implements Condition {
    }

    private static final Query ALL = new Query(List.of(), Optional.empty(), false, OptionalInt.empty());

    public Query {
        conditions = List.copyOf(conditions);
    }

    /** Every document. */
    public static Query all() {
        return ALL;
    }

    /** The column equals the value. */
    public Query where(String column, Object value) {
        return and(new AnyOf(column, List.of(value.toString())));
    }

    /** The column equals one of the values; no values, no documents. */
    public Query whereAny(String column, List<String> values) {
        return and(new AnyOf(column, values));
    }

    /** The column differs from the value. */
    public Query whereNot(String column, Object value) {
        return and(new NotEqual(column, value.toString()));
    }

    /** The column fits one of the patterns, in which {@code *} is any text and {@code ?} any character. */
    public Query matching(String column, List<String> patterns) {
        return and(new Matches(column, patterns));
    }

    /** Sorted by a column, smallest first. */
    public Query orderBy(String column) {
        return new Query(conditions, Optional.of(column), false, limit);
    }

    /** Sorted by a column, largest first. */
    public Query orderByDescending(String column) {
        return new Query(conditions, Optional.of(column), true, limit);
    }

    /** At most so many. */
    public Query limit(int count) {
        return new Query(conditions, order, descending, OptionalInt.of(count));
    }

    /** The column equals the value, as it does in most documents. */
    public Query usually(String column, Object value) {
        return and(new Usually(new AnyOf(column, List.of(value.toString()))));
    }

    /** A condition that has no shorter way of being said. */
    public Query and(Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(condition);
        return new Query(more, order, descending, limit);
    }
}
