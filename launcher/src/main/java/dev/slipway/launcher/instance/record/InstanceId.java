package dev.slipway.launcher.instance.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.imagestore.id.IdRule;
import dev.slipway.imagestore.id.ResourceId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** The id of an instance: {@code i-0123456789abcdef0}. */
public record InstanceId(@JsonValue String value) implements ResourceId {

    private static final IdRule RULE = new IdRule("i");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InstanceId {
        RULE.check(value, sentence -> new LauncherException(LauncherError.INSTANCE_ID_MALFORMED, sentence));
    }

    /** A new id. */
    public static InstanceId next() {
        return new InstanceId(RULE.next());
    }

    /** Whether the text has the form of an instance's id. */
    public static boolean isOne(String text) {
        return RULE.allows(text);
    }

    // Written out: the machinery behind a record's own takes a cold command several milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof InstanceId id && id.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
