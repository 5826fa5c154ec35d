package dev.slipway.imagestore.volume;

import static dev.slipway.imagestore.errors.StoreError.TOKEN_MISMATCH;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.VolumeId;
import java.time.Instant;
import java.util.Optional;

/**
 * A client token that a volume was asked for with. It lasts as long as the volume: asked again, the same volume is the answer.
 *
 * @param owner whose it is; another account may use the same word
 * @param token 1 to 64 printable ASCII characters
 * @param volumeId the volume
 * @param request the parameters, compared as they are
 * @param createdAt when it was first used
 */
public record VolumeToken(AccountId owner, String token, VolumeId volumeId, String request, Instant createdAt) {

    /** Tokens of all accounts. */
    public static final Table<VolumeToken> TABLE = Table.of("volume_tokens", VolumeToken.class, 1, VolumeToken::key)
            .text("volume", VolumeToken::volumeId);

    static VolumeToken of(AccountId owner, String token, VolumeId volumeId, String request) {
        return new VolumeToken(owner, token, volumeId, request, Timestamp.now());
    }

    String key() {
        return key(owner, token);
    }

    private static String key(AccountId owner, String token) {
        return owner + " " + token;
    }

    /** The volume that was made for the same token before, if it is still there; throws TOKEN_MISMATCH for other parameters. */
    static Optional<Volume> volume(Reader reader, AccountId owner, VolumeRequest request) {
        Optional<VolumeToken> known = request.clientToken()
                .flatMap(word -> reader.find(TABLE, key(owner, word))).map(Stored::document);
        Optional<Volume> made = known.flatMap(token -> reader.find(Volume.TABLE, token.volumeId().value())).map(Stored::document);
        if (made.isPresent() && !known.get().request().equals(request.words())) {
            throw new StoreException(TOKEN_MISMATCH, "The client token '" + known.get().token()
                    + "' was used before, with other parameters, for '" + known.get().volumeId() + "'.");
        }
        return made;
    }

    /** Remembers this one, and no other of the same word. */
    void keep(Change change) {
        change.delete(TABLE, key());
        change.insert(TABLE, this);
    }

    /** Forgets those of a volume that is gone. */
    static void forget(Change change, VolumeId volume) {
        for (Stored<VolumeToken> stored : change.list(TABLE, Query.all().where("volume", volume))) {
            change.delete(TABLE, stored.document().key());
        }
    }
}
