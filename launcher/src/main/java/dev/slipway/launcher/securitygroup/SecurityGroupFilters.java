package dev.slipway.launcher.securitygroup;

import static dev.slipway.imagestore.filter.FilterRule.column;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.filter.TagFilters;
import java.util.List;
import java.util.Optional;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html">DescribeSecurityGroups</a>.
 */
public final class SecurityGroupFilters implements FilterNames<SecurityGroup> {

    @Override
    public List<String> names() {
        return List.of("description", "group-id", "group-name", TagFilters.TAG_KEY_IN_NAME, "tag-key");
    }

    @Override
    public Optional<FilterRule<SecurityGroup>> rule(String name) {
        return switch (name) {
            case "description" -> Optional.of(column("description", g -> one(g.description())));
            case "group-id" -> Optional.of(column("id", g -> one(g.groupId())));
            case "group-name" -> Optional.of(column("name", g -> one(g.groupName())));
            default -> TagFilters.rule(name, SecurityGroup::tags);
        };
    }
}
