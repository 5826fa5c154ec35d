package dev.slipway.launcher.instance.status;

import static dev.slipway.imagestore.filter.FilterRule.document;
import static dev.slipway.imagestore.filter.FilterTexts.maybe;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import java.util.List;
import java.util.Optional;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceStatus.html">DescribeInstanceStatus</a>
 * that have a meaning here.
 *
 * @param availabilityZone the one that all instances of the region are in
 */
public record StatusFilters(String availabilityZone) implements FilterNames<InstanceStatus> {

    private static final List<String> NAMES = List.of("availability-zone", "instance-state-code", "instance-state-name",
            "instance-status.reachability", "instance-status.status", "system-status.reachability", "system-status.status");

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Optional<FilterRule<InstanceStatus>> rule(String name) {
        return switch (name) {
            case "availability-zone" -> Optional.of(document(status -> one(availabilityZone)));
            case "instance-state-code" -> Optional.of(document(status -> one(status.state().code())));
            case "instance-state-name" -> Optional.of(document(status -> one(status.state())));
            case "instance-status.reachability" -> Optional.of(document(status -> maybe(status.guest().reachability())));
            case "instance-status.status" -> Optional.of(document(status -> one(status.guest())));
            case "system-status.reachability" -> Optional.of(document(status -> maybe(status.system().reachability())));
            case "system-status.status" -> Optional.of(document(status -> one(status.system())));
            default -> Optional.empty();
        };
    }
}
