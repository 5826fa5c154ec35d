package dev.slipway.launcher.instance.status;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.filter.Selection;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whose status is looked for, in the words of EC2's DescribeInstanceStatus.
 *
 * @param ids these; none for all of them
 * @param filters for which all of these hold, see {@link StatusFilters}
 * @param includeAll also those that do not run
 */
public record StatusSearch(List<InstanceId> ids, List<Filter> filters, boolean includeAll) {

    public StatusSearch {
        ids = List.copyOf(ids);
        filters = List.copyOf(filters);
    }

    /** Throws PARAMETER_VALUE for a filter that is none, FILTER_LIMIT for too many values. */
    public void check(StatusFilters names) {
        Selection.<InstanceStatus>of(Query.all()).and(filters, names);
    }

    /** Whether anything is told of an instance: of those that do not run only where that is asked for. */
    public boolean concerns(Instance instance) {
        return includeAll || instance.state() == InstanceState.RUNNING;
    }

    /** One page of those of these statuses that are looked for, in the order of the ids. */
    public Page<InstanceStatus> page(List<InstanceStatus> statuses, StatusFilters names, PageRequest request) {
        List<InstanceStatus> found = new ArrayList<>();
        for (InstanceStatus status : statuses) {
            boolean wanted = filters.stream().allMatch(filter ->
                    filter.fits(names.rule(filter.name()).orElseThrow().texts().apply(status)));
            if (wanted) {
                found.add(status);
            }
        }
        found.sort(Comparator.comparing(status -> status.instanceId().value()));
        return Listing.pageOf(found, status -> status.instanceId().value(), this, request);
    }
}
