package dev.slipway.launcher.securitygroup;

import static dev.slipway.imagestore.filter.FilterRule.document;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import java.util.List;
import java.util.Optional;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroupRules.html">DescribeSecurityGroupRules</a>;
 * rules have no tags here.
 */
final class RuleFilters implements FilterNames<FoundRule> {

    @Override
    public List<String> names() {
        return List.of("group-id", "security-group-rule-id");
    }

    @Override
    public Optional<FilterRule<FoundRule>> rule(String name) {
        return switch (name) {
            case "group-id" -> Optional.of(document(found -> one(found.group().groupId())));
            case "security-group-rule-id" -> Optional.of(document(found -> one(found.rule().securityGroupRuleId())));
            default -> Optional.empty();
        };
    }
}
