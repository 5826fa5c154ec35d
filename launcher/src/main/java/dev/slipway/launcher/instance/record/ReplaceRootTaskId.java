package dev.slipway.launcher.instance.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.imagestore.id.IdRule;
import dev.slipway.imagestore.id.ResourceId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** The id of a replacement of a root volume: {@code replacevol-0123456789abcdef0}. */
public record ReplaceRootTaskId(@JsonValue String value) implements ResourceId {

    private static final IdRule RULE = new IdRule("replacevol");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReplaceRootTaskId {
        RULE.check(value, sentence -> new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, sentence));
    }

    /** A new id. */
    public static ReplaceRootTaskId next() {
        return new ReplaceRootTaskId(RULE.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
