package dev.slipway.launcher.fleet.run;

import dev.slipway.host.errors.ErrorCode;
import dev.slipway.host.errors.SlipwayException;

/** What went wrong with a member, said of its fleet: with the code, and so the exit code, of what went wrong. */
public final class FleetException extends SlipwayException {

    /** @param hint what the user can do about it, or null */
    public FleetException(ErrorCode code, String sentence, String hint, Throwable cause) {
        super(code, sentence, hint, cause);
    }

    /** The same error in other words: those of before, between these two. */
    public static FleetException around(String before, SlipwayException error, String after) {
        return new FleetException(error.code(), before + error.getMessage() + after, error.hint().orElse(null), error);
    }
}
