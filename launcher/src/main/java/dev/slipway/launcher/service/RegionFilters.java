package dev.slipway.launcher.service;

import static dev.slipway.imagestore.filter.FilterRule.document;

import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.region.Region;
import java.util.List;
import java.util.Optional;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html">DescribeRegions</a>.
 */
public final class RegionFilters implements FilterNames<Region> {

    @Override
    public List<String> names() {
        return List.of("opt-in-status", "region-name");
    }

    @Override
    public Optional<FilterRule<Region>> rule(String name) {
        return switch (name) {
            case "opt-in-status" -> Optional.of(document(region -> List.of("opt-in-not-required")));
            case "region-name" -> Optional.of(document(region -> List.of(region.regionName())));
            default -> Optional.empty();
        };
    }
}
