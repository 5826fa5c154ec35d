package dev.slipway.launcher.keypair;

import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;

/**
 * A key pair to be created or imported.
 *
 * @param keyName unique among the account's
 * @param dryRun whether it is only checked that it could be
 */
public record KeyPairRequest(String keyName, List<Tag> tags, boolean dryRun) {

    private static final int NAME_LENGTH = 255;

    /** Throws INVALID_PARAMETER_VALUE for a name that EC2 does not take, and what {@link Tag#checked} throws. */
    public KeyPairRequest {
        if (keyName.isEmpty() || keyName.length() > NAME_LENGTH || !keyName.strip().equals(keyName) || !isPrintable(keyName)) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The name of a key pair has 1 to 255 printable ASCII characters, and no blanks around it.");
        }
        tags = Tag.checked(tags);
    }

    private static boolean isPrintable(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < ' ' || name.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
