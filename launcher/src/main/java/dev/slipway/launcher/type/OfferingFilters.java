package dev.slipway.launcher.type;

import static dev.slipway.imagestore.filter.FilterRule.document;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import java.util.List;
import java.util.Optional;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypeOfferings.html">
 * DescribeInstanceTypeOfferings</a>.
 *
 * @param location where all types are offered
 */
public record OfferingFilters(String location) implements FilterNames<InstanceType> {

    @Override
    public List<String> names() {
        return List.of("instance-type", "location");
    }

    @Override
    public Optional<FilterRule<InstanceType>> rule(String name) {
        return switch (name) {
            case "instance-type" -> Optional.of(document(type -> one(type.name())));
            case "location" -> Optional.of(document(type -> one(location)));
            default -> Optional.empty();
        };
    }
}
