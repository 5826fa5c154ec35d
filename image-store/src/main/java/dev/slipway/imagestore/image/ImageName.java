package dev.slipway.imagestore.image;

import static dev.slipway.imagestore.errors.StoreError.IMAGE_NAME_MALFORMED;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;

/**
 * EC2's rule for the names of images
 * (<a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html">RegisterImage</a>).
 */
public final class ImageName {

    private static final int MIN_LENGTH = 3;
    private static final int MAX_LENGTH = 128;
    private static final String SIGNS = "()[] ./-'@_";

    private ImageName() {
    }

    /** Throws IMAGE_NAME_MALFORMED unless the name follows the rule. */
    public static void check(String name) {
        boolean sound = name != null && name.length() >= MIN_LENGTH && name.length() <= MAX_LENGTH;
        for (int i = 0; sound && i < name.length(); i++) {
            char c = name.charAt(i);
            sound = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || SIGNS.indexOf(c) >= 0;
        }
        if (!sound) {
            throw new StoreException(IMAGE_NAME_MALFORMED, "The image name " + Quoted.of(name) + " is not valid.",
                    "Names have 3 to 128 characters: letters, digits, spaces and ( ) [ ] . / - ' @ _");
        }
    }
}
