package dev.slipway.launcher.instance.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.imagestore.id.IdRule;
import dev.slipway.imagestore.id.ResourceId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** The id of a reservation, the instances of one launch: {@code r-0123456789abcdef0}. */
public record ReservationId(@JsonValue String value) implements ResourceId {

    private static final IdRule RULE = new IdRule("r");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReservationId {
        RULE.check(value, sentence -> new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, sentence));
    }

    /** A new id. */
    public static ReservationId next() {
        return new ReservationId(RULE.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
