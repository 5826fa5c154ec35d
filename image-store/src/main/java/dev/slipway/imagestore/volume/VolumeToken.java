package dev.slipway.imagestore.volume;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.VolumeId;
import java.time.Instant;

/**
 * A client token that a volume was made with, so that a client that asks again gets the same volume. Another account may use the
 * same word.
 *
 * @param request what was asked for
 * @param createdAt when
 */
record VolumeToken(AccountId owner, String token, VolumeId volumeId, String request, Instant createdAt) {

    /** Tokens of all accounts. */
    static final Table<VolumeToken> TABLE = Table.of("volume_tokens", VolumeToken.class, 1, used -> key(used.owner(), used.token()))
            .number("created", used -> used.createdAt().toEpochMilli());

    VolumeToken {
        requireNonNull(owner, "owner");
        requireNonNull(token, "token");
        requireNonNull(volumeId, "volumeId");
        requireNonNull(request, "request");
        requireNonNull(createdAt, "createdAt");
    }

    /** The id of the row of a token. */
    static String key(AccountId owner, String token) {
        return owner + " " + token;
    }
}
