package dev.slipway.launcher.securitygroup;

import static dev.slipway.imagestore.filter.FilterRule.column;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.filter.TagFilters;
import dev.slipway.launcher.network.NetworkIds;
import java.util.List;
import java.util.Optional;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html">DescribeSecurityGroups</a>.
 *
 * @param ids of the VPC that all groups are in
 */
public record SecurityGroupFilters(NetworkIds ids) implements FilterNames<SecurityGroup> {

    @Override
    public List<String> names() {
        return List.of("description", "group-id", "group-name", "owner-id", TagFilters.TAG_KEY_IN_NAME, "tag-key",
                "vpc-id");
    }

    @Override
    public Optional<FilterRule<SecurityGroup>> rule(String name) {
        return switch (name) {
            case "description" -> Optional.of(column("description", g -> one(g.description())));
            case "group-id" -> Optional.of(column("id", g -> one(g.groupId())));
            case "group-name" -> Optional.of(column("name", g -> one(g.groupName())));
            case "owner-id" -> Optional.of(column("owner", g -> one(g.ownerId())));
            case "vpc-id" -> Optional.of(FilterRule.document(g -> one(ids.vpc())));
            default -> TagFilters.rule(name, SecurityGroup::tags);
        };
    }
}
