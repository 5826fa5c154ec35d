package dev.slipway.launcher.exchange;

import dev.slipway.imagestore.filter.Filter;
import java.util.List;

/**
 * Which tasks of an account are looked for.
 *
 * @param ids these; none for all of the kind
 * @param filters for which all of these hold: {@code task-state}, and tags
 */
public record TaskSearch(TaskKind kind, List<String> ids, List<Filter> filters) {

    public TaskSearch {
        ids = List.copyOf(ids);
        filters = List.copyOf(filters);
    }
}
