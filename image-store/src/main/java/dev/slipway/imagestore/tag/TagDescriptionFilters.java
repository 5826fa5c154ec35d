package dev.slipway.imagestore.tag;

import static dev.slipway.imagestore.filter.FilterRule.document;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.filter.TagFilters;
import java.util.List;
import java.util.Optional;

/** The filters of EC2's DescribeTags. */
final class TagDescriptionFilters implements FilterNames<TaggedResource> {

    private static final String TAG_PREFIX = "tag:";

    @Override
    public List<String> names() {
        return List.of("key", "resource-id", "resource-type", TagFilters.TAG_KEY_IN_NAME, "value");
    }

    @Override
    public Optional<FilterRule<TaggedResource>> rule(String name) {
        return switch (name) {
            case "key" -> Optional.of(document(resource -> one(resource.tag().key())));
            case "resource-id" -> Optional.of(document(resource -> one(resource.resourceId())));
            case "resource-type" -> Optional.of(document(resource -> one(resource.resourceType())));
            case "value" -> Optional.of(document(resource -> one(resource.tag().value())));
            default -> name.startsWith(TAG_PREFIX) && name.length() > TAG_PREFIX.length()
                    ? Optional.of(ofKey(name.substring(TAG_PREFIX.length()))) : Optional.empty();
        };
    }

    private static FilterRule<TaggedResource> ofKey(String key) {
        return document(resource -> resource.tag().key().equals(key) ? one(resource.tag().value()) : List.of());
    }
}
