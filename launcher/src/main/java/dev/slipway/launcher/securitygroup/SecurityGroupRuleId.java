package dev.slipway.launcher.securitygroup;

import dev.slipway.imagestore.id.IdRule;
import dev.slipway.imagestore.id.ResourceId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** The id of a rule of a security group: {@code sgr-0123456789abcdef0}. */
public record SecurityGroupRuleId(String value) implements ResourceId {

    private static final IdRule RULE = new IdRule("sgr");

    public SecurityGroupRuleId {
        RULE.check(value, sentence -> new LauncherException(LauncherError.PERMISSION_MALFORMED, sentence));
    }

    /** A new id. */
    public static SecurityGroupRuleId next() {
        return new SecurityGroupRuleId(RULE.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
