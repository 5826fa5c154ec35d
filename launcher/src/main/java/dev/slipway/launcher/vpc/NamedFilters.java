package dev.slipway.launcher.vpc;

import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Filters by their names.
 *
 * @param texts what each compares with
 */
record NamedFilters<T>(Map<String, Function<T, List<String>>> texts) implements FilterNames<T> {

    @Override
    public List<String> names() {
        return List.copyOf(new TreeSet<>(texts.keySet()));
    }

    @Override
    public Optional<FilterRule<T>> rule(String name) {
        return Optional.ofNullable(texts.get(name)).map(FilterRule::document);
    }
}
