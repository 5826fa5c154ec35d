package dev.slipway.launcher.instance.record;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;

/** EC2's rule for tags that an instance's metadata service tells: their keys become parts of paths. */
public final class MetadataTags {

    private static final String SIGNS = "-_+=,.@:";
    private static final List<String> RESERVED = List.of(".", "..", "_index");

    private MetadataTags() {
    }

    /** Throws INVALID_PARAMETER_VALUE for a tag whose key cannot be told. */
    public static void check(List<Tag> tags) {
        for (Tag tag : tags) {
            if (!isTold(tag.key())) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, Quoted.of(tag.key())
                        + " is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\-_+=,.@:]{1,255}), and must not be a"
                        + " reserved name ('.', '..', '_index').", "So it is while InstanceMetadataTags is enabled.");
            }
        }
    }

    private static boolean isTold(String key) {
        boolean told = !key.isEmpty() && !RESERVED.contains(key);
        for (int i = 0; told && i < key.length(); i++) {
            char c = key.charAt(i);
            told = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || SIGNS.indexOf(c) >= 0;
        }
        return told;
    }
}
