package dev.slipway.launcher.securitygroup;

import dev.slipway.imagestore.id.IdRule;
import dev.slipway.imagestore.id.ResourceId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** The id of a security group: {@code sg-0123456789abcdef0}. */
public record SecurityGroupId(String value) implements ResourceId {

    private static final IdRule RULE = new IdRule("sg");

    public SecurityGroupId {
        RULE.check(value, sentence -> new LauncherException(LauncherError.GROUP_ID_MALFORMED, sentence));
    }

    /** A new id. */
    public static SecurityGroupId next() {
        return new SecurityGroupId(RULE.next());
    }

    /** Whether the text has the form of a security group's id. */
    public static boolean isOne(String text) {
        return RULE.allows(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
