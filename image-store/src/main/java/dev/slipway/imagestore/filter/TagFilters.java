package dev.slipway.imagestore.filter;

import dev.slipway.imagestore.tag.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The filters {@code tag:KEY} and {@code tag-key}, the same for everything that has the columns of {@link Tag}. */
public final class TagFilters {

    /** How lists of names write the filter by a tag's value. */
    public static final String TAG_KEY_IN_NAME = "tag:KEY";

    private static final String TAG_PREFIX = "tag:";

    private TagFilters() {
    }

    /** The rule for a name, if it is one of these. */
    public static <T> Optional<FilterRule<T>> rule(String name, Function<? super T, List<Tag>> tags) {
        if (name.equals("tag-key")) {
            return Optional.of(FilterRule.column("tag_key", document -> Tag.keys(tags.apply(document))));
        }
        if (name.startsWith(TAG_PREFIX) && name.length() > TAG_PREFIX.length()) {
            String key = name.substring(TAG_PREFIX.length());
            return Optional.of(new FilterRule.InColumn<>("tag", value -> Tag.pattern(key, value),
                    document -> values(tags.apply(document), key)));
        }
        return Optional.empty();
    }

    private static List<String> values(List<Tag> tags, String key) {
        List<String> values = new ArrayList<>(1);
        for (Tag tag : tags) {
            if (tag.key().equals(key)) {
                values.add(tag.value());
            }
        }
        return values;
    }
}
