package dev.slipway.imagestore.errors;

import dev.slipway.host.errors.SlipwayException;

/** An error of the image store: see {@link StoreError} for its kinds. */
public final class StoreException extends SlipwayException {

    public StoreException(StoreError code, String sentence) {
        this(code, sentence, null, null);
    }

    public StoreException(StoreError code, String sentence, String hint) {
        this(code, sentence, hint, null);
    }

    public StoreException(StoreError code, String sentence, String hint, Throwable cause) {
        super(code, sentence, hint, cause);
    }

    /** The kind of error, as this module's own type. */
    public StoreError kind() {
        return (StoreError) code();
    }
}
