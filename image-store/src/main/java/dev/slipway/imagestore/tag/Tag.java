package dev.slipway.imagestore.tag;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static dev.slipway.imagestore.errors.StoreError.TAG_LIMIT;

import dev.slipway.imagestore.catalogue.GlobPattern;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A tag by EC2's rules: a key of 1 to 128 characters that does not begin with {@code aws:}, a value of up to 256
 * (<a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html">tags</a>).
 */
public record Tag(String key, String value) {

    /** EC2's limit for one resource. */
    public static final int MOST = 50;

    private static final String RESERVED = "aws:";
    private static final int KEY_LENGTH = 128;
    private static final int VALUE_LENGTH = 256;

    public Tag {
        value = value == null ? "" : value;
        if (key == null || key.isEmpty() || key.length() > KEY_LENGTH || isReserved(key)) {
            throw new StoreException(PARAMETER_VALUE, "The tag key " + Quoted.of(key == null ? "" : key)
                    + " must have 1 to 128 characters and not begin with 'aws:'.");
        }
        if (value.length() > VALUE_LENGTH) {
            throw new StoreException(PARAMETER_VALUE, "The value of the tag " + Quoted.of(key)
                    + " has more than 256 characters.");
        }
    }

    /** EC2's prefix for tags of its own, in whatever case. */
    private static boolean isReserved(String key) {
        return key.regionMatches(true, 0, RESERVED, 0, RESERVED.length());
    }

    /** The tags of one resource. Throws TAG_LIMIT for more than EC2 allows, PARAMETER_VALUE for a key that comes twice. */
    public static List<Tag> checked(List<Tag> tags) {
        if (tags.size() > MOST) {
            throw new StoreException(TAG_LIMIT,
                    "A resource has at most " + MOST + " tags; these would be " + tags.size() + ".");
        }
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            if (!keys.add(tag.key)) {
                throw new StoreException(PARAMETER_VALUE, "The tag key " + Quoted.of(tag.key) + " is given twice.");
            }
        }
        return List.copyOf(tags);
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
