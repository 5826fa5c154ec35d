package dev.slipway.launcher.instance.template;

import static dev.slipway.imagestore.filter.FilterRule.document;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.filter.TagFilters;
import java.util.List;
import java.util.Optional;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplates.html">DescribeLaunchTemplates</a>.
 */
final class TemplateFilters implements FilterNames<LaunchTemplate> {

    @Override
    public List<String> names() {
        return List.of("create-time", "launch-template-name", TagFilters.TAG_KEY_IN_NAME, "tag-key");
    }

    @Override
    public Optional<FilterRule<LaunchTemplate>> rule(String name) {
        return switch (name) {
            case "create-time" -> Optional.of(document(template -> one(Timestamp.format(template.createTime()))));
            case "launch-template-name" -> Optional.of(document(template -> one(template.launchTemplateName())));
            default -> TagFilters.rule(name, LaunchTemplate::tags);
        };
    }
}
