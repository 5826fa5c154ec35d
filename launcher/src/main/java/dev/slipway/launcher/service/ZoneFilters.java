package dev.slipway.launcher.service;

import static dev.slipway.imagestore.filter.FilterRule.document;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Optional;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html">DescribeAvailabilityZones</a>,
 * for regions that have one zone each.
 */
public final class ZoneFilters implements FilterNames<StoreLayout> {

    private static final List<String> NAMES = List.of("group-name", "message", "opt-in-status", "region-name", "state", "zone-id",
            "zone-name", "zone-type");

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Optional<FilterRule<StoreLayout>> rule(String name) {
        return switch (name) {
            case "group-name", "region-name" -> Optional.of(document(region -> List.of(region.region())));
            case "message" -> Optional.of(document(region -> List.of()));
            case "opt-in-status" -> Optional.of(document(region -> List.of("opt-in-not-required")));
            case "state" -> Optional.of(document(region -> List.of("available")));
            case "zone-id", "zone-name" -> Optional.of(document(region -> List.of(region.availabilityZone())));
            case "zone-type" -> Optional.of(document(region -> List.of("availability-zone")));
            default -> Optional.empty();
        };
    }

    /** Throws INVALID_PARAMETER_VALUE, as EC2 does, unless the region has the zone. */
    public static void require(StoreLayout region, String zone) {
        if (!zone.equals(region.availabilityZone())) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "Invalid availability zone: " + Quoted.of(zone)
                    + "; the region has '" + region.availabilityZone() + "'.");
        }
    }
}
