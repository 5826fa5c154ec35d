package dev.slipway.imagestore.product;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.errors.StoreException;
import java.time.Instant;

/**
 * What an account agrees to before it launches a product.
 *
 * @param version counts the terms of one product from 1
 * @param text the terms, up to {@value #LENGTH} characters
 * @param since from when on they hold
 */
public record Terms(int version, String text, Instant since) {

    /** The longest terms, in characters. */
    public static final int LENGTH = 65_536;

    /** Throws PARAMETER_VALUE for terms that say nothing, or are too long. */
    public Terms {
        requireNonNull(since, "since");
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1: " + version);
        }
        if (text == null || text.isBlank()) {
            throw new StoreException(PARAMETER_VALUE, "The terms of a product cannot be empty.");
        }
        if (text.length() > LENGTH) {
            throw new StoreException(PARAMETER_VALUE, "The terms have " + text.length() + " characters; the limit is "
                    + LENGTH + ".");
        }
    }
}
