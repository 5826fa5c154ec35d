package dev.slipway.imagestore.filter;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Reads lists page by page.
 *
 * @param table what is listed
 * @param order the number column that lists are in the order of
 * @param key the same of a document
 */
public record Listing<T>(Table<T> table, String order, ToLongFunction<T> key) {

    /** How many documents are read at a time when it shows only then whether they are wanted. */
    private static final int CHUNK = 1000;

    /**
     * One page of what is selected.
     *
     * @param request what was asked for, all of it: a token is good for an equal request only
     */
    public Page<T> page(Reader reader, Selection<T> selection, Object request, PageRequest page) {
        int fingerprint = fingerprint(request, page);
        Optional<PageToken> from = page.token().map(text -> PageToken.of(text, fingerprint));
        if (page.maxResults().isEmpty()) {
            List<T> items = new ArrayList<>();
            addWanted(items, read(reader, selection, from, Optional.empty()), selection, Integer.MAX_VALUE);
            return new Page<>(items, Optional.empty());
        }
        // One more than is wanted tells whether there is a next page.
        int wanted = page.maxResults().getAsInt();
        int enough = wanted == Integer.MAX_VALUE ? wanted : wanted + 1;
        List<T> items = new ArrayList<>();
        while (true) {
            int chunk = selection.isComplete() ? enough - items.size() : Math.max(CHUNK, enough);
            List<Stored<T>> read = read(reader, selection, from, Optional.of(chunk));
            addWanted(items, read, selection, enough);
            if (items.size() >= enough) {
                List<T> shown = items.subList(0, wanted);
                return new Page<>(shown, Optional.of(after(shown.get(wanted - 1), fingerprint).text()));
            }
            if (read.size() < chunk) {
                return new Page<>(items, Optional.empty());
            }
            from = Optional.of(after(read.get(read.size() - 1).document(), fingerprint));
        }
    }

    /** Those of a list that is whole already of which all these filters hold. Throws PARAMETER_VALUE, FILTER_LIMIT. */
    public static <T> List<T> wanted(List<T> items, List<Filter> filters, FilterNames<T> names) {
        // For its checks: what it selects is looked for in no catalogue.
        Selection.<T>of(Query.all()).and(filters, names);
        List<T> wanted = new ArrayList<>(items);
        for (Filter filter : filters) {
            FilterRule<T> rule = names.rule(filter.name()).orElseThrow();
            wanted.removeIf(item -> !filter.fits(rule.texts().apply(item)));
        }
        return wanted;
    }

    /**
     * One page of a list that is whole and sorted already.
     *
     * @param place where an item stands in the order, and nothing else does
     */
    public static <T> Page<T> pageOf(
            List<T> sorted, Function<? super T, String> place, Object request, PageRequest page) {
        int fingerprint = fingerprint(request, page);
        int from = 0;
        if (page.token().isPresent()) {
            String last = PageToken.of(page.token().get(), fingerprint).id();
            while (from < sorted.size() && place.apply(sorted.get(from)).compareTo(last) <= 0) {
                from++;
            }
        }
        int to = page.maxResults().isPresent()
                ? (int) Math.min(sorted.size(), (long) from + page.maxResults().getAsInt()) : sorted.size();
        return new Page<>(sorted.subList(from, to), to == sorted.size() ? Optional.empty()
                : Optional.of(new PageToken(0, place.apply(sorted.get(to - 1)), fingerprint).text()));
    }

    /**
     * A number that follows from the request, where a token comes or goes. A record's text is made by the method handle
     * machinery, which takes a cold process 20 ms: most lists have one page.
     */
    private static int fingerprint(Object request, PageRequest page) {
        return page.token().isPresent() || page.maxResults().isPresent() ? request.toString().hashCode() : 0;
    }

    private List<Stored<T>> read(
            Reader reader, Selection<T> selection, Optional<PageToken> from, Optional<Integer> limit) {
        Query query = selection.query().orderBy(order);
        if (from.isPresent()) {
            query = query.and(new Query.After(order, from.get().key(), from.get().id()));
        }
        if (limit.isPresent()) {
            query = query.limit(limit.get());
        }
        return reader.list(table, query);
    }

    private void addWanted(List<T> items, List<Stored<T>> read, Selection<T> selection, int enough) {
        for (Stored<T> stored : read) {
            if (items.size() < enough && selection.rest().test(stored.document())) {
                items.add(stored.document());
            }
        }
    }

    private PageToken after(T last, int fingerprint) {
        return new PageToken(key.applyAsLong(last), table.id().apply(last), fingerprint);
    }
}
