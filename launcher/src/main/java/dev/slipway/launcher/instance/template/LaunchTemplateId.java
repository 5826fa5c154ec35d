package dev.slipway.launcher.instance.template;

import dev.slipway.imagestore.id.IdRule;
import dev.slipway.imagestore.id.ResourceId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** The id of a launch template: {@code lt-0123456789abcdef0}. */
public record LaunchTemplateId(String value) implements ResourceId {

    private static final String PREFIX = "lt-";
    private static final IdRule RULE = new IdRule("lt");

    /** Throws TEMPLATE_ID_MALFORMED for what is no such id. */
    public LaunchTemplateId {
        RULE.check(value, sentence -> new LauncherException(LauncherError.TEMPLATE_ID_MALFORMED, sentence));
    }

    /** A new id. */
    public static LaunchTemplateId next() {
        return new LaunchTemplateId(RULE.next());
    }

    /** Whether the text has the form of a launch template's id. */
    public static boolean isOne(String text) {
        return RULE.allows(text);
    }

    /** Whether the text is meant for an id, if perhaps a wrong one. */
    static boolean isMeant(String text) {
        return text.startsWith(PREFIX);
    }

    @Override
    public String toString() {
        return value;
    }
}
