package dev.slipway.launcher.instance.request;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.filter.Selection;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceFilters;
import dev.slipway.launcher.instance.record.InstanceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which instances of an account are looked for, in the words of EC2's DescribeInstances.
 *
 * @param ids these; none for all of them
 * @param filters for which all of these hold, see {@link InstanceFilters}
 */
public record InstanceSearch(List<InstanceId> ids, List<Filter> filters) {

    public InstanceSearch {
        ids = List.copyOf(ids);
        filters = List.copyOf(filters);
    }

    /** Throws PARAMETER_VALUE for a filter that is none, FILTER_LIMIT for too many values. */
    public void check(InstanceFilters names) {
        Selection.<Instance>of(Query.all()).and(filters, names);
    }

    /**
     * One page of those of these instances that are looked for. All at once are in the order they are given in; pages are
     * in the order of the ids, which does not change between one and the next.
     */
    public Page<Instance> page(List<Instance> instances, InstanceFilters names, PageRequest request) {
        List<Instance> found = new ArrayList<>();
        for (Instance instance : instances) {
            if (isWanted(instance, names)) {
                found.add(instance);
            }
        }
        if (request.token().isPresent() || request.maxResults().isPresent()) {
            found.sort(Comparator.comparing(instance -> instance.instanceId().value()));
        }
        return Listing.pageOf(found, instance -> instance.instanceId().value(), this, request);
    }

    private boolean isWanted(Instance instance, InstanceFilters names) {
        for (Filter filter : filters) {
            FilterRule<Instance> rule = names.rule(filter.name()).orElseThrow();
            if (!filter.fits(rule.texts().apply(instance))) {
                return false;
            }
        }
        return true;
    }
}
