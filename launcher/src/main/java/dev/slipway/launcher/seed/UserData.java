package dev.slipway.launcher.seed;

import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_VALUE;

import dev.slipway.launcher.errors.LauncherException;
import java.util.Arrays;

/** User data: whatever bytes the user gave, at most 16 KiB of them, as on EC2. */
public final class UserData {

    /** EC2's limit, counted before any encoding. */
    public static final int LIMIT_BYTES = 16384;

    /** No user data. */
    public static final UserData NONE = new UserData(new byte[0]);

    private final byte[] bytes;

    private UserData(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of these bytes; more than the limit is refused, in EC2's words, as {@code InvalidParameterValue}. */
    public static UserData of(byte[] bytes) {
        if (bytes.length > LIMIT_BYTES) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "User data is limited to 16384 bytes; this has "
                    + bytes.length + ".", "Compress it with gzip (cloud-init unpacks it), or fetch the rest from the guest.");
        }
        return new UserData(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserData that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Its size only: user data holds secrets, and must not slip into a log. */
    @Override
    public String toString() {
        return bytes.length + " bytes of user data";
    }
}
