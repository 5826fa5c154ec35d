package dev.slipway.imagestore.tag;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.imagestore.catalogue.GlobPattern;
import dev.slipway.imagestore.errors.StoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * A tag by EC2's rules: a key of 1 to 128 characters that does not begin with {@code aws:}, a value of up to 256
 * (<a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html">tags</a>).
 */
public record Tag(String key, String value) {

    private static final int KEY_LENGTH = 128;
    private static final int VALUE_LENGTH = 256;

    public Tag {
        value = value == null ? "" : value;
        if (key == null || key.isEmpty() || key.length() > KEY_LENGTH || key.startsWith("aws:")) {
            throw new StoreException(PARAMETER_VALUE,
                    "The tag key '" + key + "' must have 1 to 128 characters and not begin with 'aws:'.");
        }
        if (value.length() > VALUE_LENGTH) {
            throw new StoreException(PARAMETER_VALUE, "The value of the tag '" + key + "' has more than 256 characters.");
        }
    }

    /**
     * Tags in a form in which a key with its value can be searched; the key's length in front keeps an equals sign in a
     * key apart from the one after it. {@link #pattern} makes what to search for.
     */
    public static List<String> searched(List<Tag> tags) {
        List<String> searched = new ArrayList<>();
        for (Tag tag : tags) {
            searched.add(prefix(tag.key) + tag.value);
        }
        return searched;
    }

    /** The keys of tags. */
    public static List<String> keys(List<Tag> tags) {
        List<String> keys = new ArrayList<>();
        for (Tag tag : tags) {
            keys.add(tag.key);
        }
        return keys;
    }

    /** What finds a tag by {@link #searched} with exactly this key and a value that fits an EC2 pattern. */
    public static String pattern(String key, String valuePattern) {
        return GlobPattern.literal(prefix(key)) + valuePattern;
    }

    private static String prefix(String key) {
        return key.length() + ":" + key + "=";
    }
}
