package dev.slipway.launcher.errors;

import dev.slipway.host.errors.SlipwayException;

/** An error of the launcher: see {@link LauncherError} for its kinds. */
public final class LauncherException extends SlipwayException {

    public LauncherException(LauncherError code, String sentence) {
        this(code, sentence, null, null);
    }

    public LauncherException(LauncherError code, String sentence, String hint) {
        this(code, sentence, hint, null);
    }

    public LauncherException(LauncherError code, String sentence, Throwable cause) {
        this(code, sentence, null, cause);
    }

    public LauncherException(LauncherError code, String sentence, String hint, Throwable cause) {
        super(code, sentence, hint, cause);
    }

    /** The kind of error, as this module's own type. */
    public LauncherError kind() {
        return (LauncherError) code();
    }
}
