package dev.slipway.host.errors;

/** An error caused by the host: see {@link HostError} for its kinds. */
public final class HostException extends SlipwayException {

    public HostException(HostError code, String sentence) {
        this(code, sentence, null, null);
    }

    public HostException(HostError code, String sentence, Throwable cause) {
        this(code, sentence, null, cause);
    }

    public HostException(HostError code, String sentence, String hint, Throwable cause) {
        super(code, sentence, hint, cause);
    }

    /** The kind of error, as this module's own type. */
    public HostError kind() {
        return (HostError) code();
    }
}
