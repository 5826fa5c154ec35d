package dev.slipway.imagestore.id;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.imagestore.errors.StoreException;

/** The word by which a client says that a request is the same as one before. */
public final class ClientToken {

    private static final int LENGTH = 64;

    private ClientToken() {
    }

    /** Throws PARAMETER_VALUE for a word that is none. */
    public static void check(String token) {
        boolean printable = token.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (token.isEmpty() || token.length() > LENGTH || !printable) {
            throw new StoreException(PARAMETER_VALUE, "A client token has 1 to 64 printable ASCII characters.");
        }
    }
}
