package dev.slipway.launcher.settings;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/**
 * A value somebody set.
 *
 * @param text the value as it was written
 * @param origin where: {@code --region}, {@code SLIPWAY_REGION}, or file and line
 */
public record GivenValue(String text, String origin) {

    /** The error that this value is wrong, with the place to mend it. */
    LauncherException invalid(String reason, String hint) {
        return new LauncherException(LauncherError.SETTINGS_INVALID, origin + ": " + reason + ".", hint);
    }
}
