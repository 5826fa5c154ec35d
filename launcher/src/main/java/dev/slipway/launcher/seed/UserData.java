package dev.slipway.launcher.seed;

import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_VALUE;
import static dev.slipway.launcher.errors.LauncherError.USER_DATA_MALFORMED;

import dev.slipway.launcher.errors.LauncherException;
import java.util.Base64;

/**
 * User data: whatever bytes the user gave, at most 16 KiB of them, as on EC2.
 *
 * @param base64 the bytes in the form in which EC2's actions carry them
 */
public record UserData(String base64) {

    /** EC2's limit, counted before any encoding. */
    public static final int LIMIT_BYTES = 16384;

    /** No user data. */
    public static final UserData NONE = new UserData("");

    /**
     * Throws INVALID_PARAMETER_VALUE, in EC2's words, for more than the limit, and USER_DATA_MALFORMED for a text that is
     * no base64.
     */
    public UserData {
        int length = decoded(base64).length;
        if (length > LIMIT_BYTES) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "User data is limited to 16384 bytes; this has " + length
                    + ".", "Compress it with gzip (cloud-init unpacks it), or fetch the rest from the guest.");
        }
    }

    /** These bytes; throws as the constructor does. */
    public static UserData of(byte[] bytes) {
        return new UserData(Base64.getEncoder().encodeToString(bytes));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return decoded(base64);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return base64.isEmpty();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new LauncherException(USER_DATA_MALFORMED, "Invalid BASE64 encoding of user data.", e);
        }
    }

    /** Its size only: user data holds secrets, and must not slip into a log. */
    @Override
    public String toString() {
        return bytes().length + " bytes of user data";
    }
}
