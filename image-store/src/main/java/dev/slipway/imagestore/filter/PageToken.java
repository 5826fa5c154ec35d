package dev.slipway.imagestore.filter;

import static dev.slipway.imagestore.errors.StoreError.PAGE_TOKEN;

import dev.slipway.imagestore.errors.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ended: the last document on it, by its place in the order of the list and its id. Documents that come
 * and go between two pages neither repeat nor hide others.
 *
 * @param key the last document's place in the order
 * @param id its id
 * @param request a number that follows from the request, so that the token of one is not used for another
 */
record PageToken(long key, String id, int request) {

    private static final int LONGEST = 2048;

    /** The token as users see it; its form is nobody's business. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                (key + " " + Integer.toHexString(request) + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    /** Throws PAGE_TOKEN for what is no token, or that of another request. */
    static PageToken of(String text, int request) {
        try {
            String[] parts = text.length() > LONGEST ? new String[0]
                    : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
            if (parts.length == 3) {
                PageToken token = new PageToken(
                        Long.parseLong(parts[0]), parts[2], Integer.parseUnsignedInt(parts[1], 16));
                if (token.request == request) {
                    return token;
                }
            }
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        throw invalid(null);
    }

    private static StoreException invalid(IllegalArgumentException cause) {
        return new StoreException(PAGE_TOKEN, "The token is not valid, or belongs to another request.",
                "Use the NextToken of the page before, with the same filters.", cause);
    }
}
