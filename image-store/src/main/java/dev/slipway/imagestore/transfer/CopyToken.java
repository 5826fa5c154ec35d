package dev.slipway.imagestore.transfer;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import java.time.Instant;

/**
 * A client token that a copy was asked for with.
 *
 * @param owner whose it is; another account may use the same word
 * @param token 1 to 64 printable ASCII characters
 * @param imageId the copy
 * @param request the parameters, compared as they are
 * @param createdAt when it was first used
 */
public record CopyToken(AccountId owner, String token, ImageId imageId, String request, Instant createdAt) {

    /** Tokens of all accounts. */
    public static final Table<CopyToken> TABLE = Table.of("copy_tokens", CopyToken.class, 1, CopyToken::key)
            .text("image", CopyToken::imageId);

    static CopyToken of(AccountId owner, String token, ImageId imageId, String request) {
        return new CopyToken(owner, token, imageId, request, Timestamp.now());
    }

    String key() {
        return key(owner, token);
    }

    /** The id of the row of a token. */
    static String key(AccountId owner, String token) {
        return owner + " " + token;
    }
}
