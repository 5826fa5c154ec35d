package dev.slipway.imagestore.tag;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.imagestore.errors.StoreException;

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
}
