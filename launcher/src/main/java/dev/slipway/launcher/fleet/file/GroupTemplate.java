package dev.slipway.launcher.fleet.file;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/**
 * The user data of a group before its places are filled.
 *
 * @param file the file that the text is in
 * @param firstLine the line of that file that the text begins at, from 1
 */
record GroupTemplate(String text, String file, int firstLine) {

    /** The refusal of what stands on a line of the text, counted from 0: INVALID_DOCUMENT. */
    LauncherException invalid(int line, String reason, String hint) {
        return new LauncherException(LauncherError.INVALID_DOCUMENT, file + ":" + (firstLine + line) + ": " + reason + ".", hint);
    }
}
