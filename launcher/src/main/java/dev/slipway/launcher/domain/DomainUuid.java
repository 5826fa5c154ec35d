package dev.slipway.launcher.domain;

import static dev.slipway.launcher.errors.LauncherError.INSTANCE_ID_MALFORMED;

import dev.slipway.launcher.errors.LauncherException;
import java.util.UUID;

/**
 * The system UUID of an instance. It begins with {@code ec2}, by which guests recognise EC2
 * (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/identify_ec2_instances.html), and holds all 17 digits of the
 * instance id around the version and variant digits of a valid UUID: the same instance always has the same, and no
 * two instances share one.
 */
public final class DomainUuid {

    private static final int DIGITS = 17;

    private DomainUuid() {
    }

    /** The UUID of {@code i-} and 17 hex digits; any other id is refused as {@code InvalidInstanceID.Malformed}. */
    public static UUID of(String instanceId) {
        if (!isInstanceId(instanceId)) {
            throw new LauncherException(INSTANCE_ID_MALFORMED, "Invalid id: '" + instanceId + "'.",
                    "An instance id is 'i-' and 17 hex digits.");
        }
        String digits = instanceId.substring(2);
        return UUID.fromString("ec2" + digits.substring(0, 5)
                + "-" + digits.substring(5, 9)
                + "-4" + digits.substring(9, 12)
                + "-8" + digits.substring(12, 15)
                + "-" + digits.substring(15) + "0000000000");
    }

    private static boolean isInstanceId(String id) {
        if (id.length() != 2 + DIGITS || !id.startsWith("i-")) {
            return false;
        }
        for (int i = 2; i < id.length(); i++) {
            char c = id.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
