package dev.slipway.imagestore.block;

import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a client has to show for a block that it was told of. It keeps mistakes away, such as the block of another snapshot or one
 * that was listed long ago; who may read a snapshot is asked at each read, so a token that somebody makes up gives him nothing.
 */
final class BlockToken {

    private static final String ALGORITHM = "HmacSHA256";

    private BlockToken() {
    }

    static String of(SnapshotId snapshot, LayerId layer, int block, Instant expiry) {
        byte[] mac = mac(snapshot, layer, block, expiry.getEpochSecond());
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(Long.BYTES + mac.length)
                .putLong(expiry.getEpochSecond()).put(mac).array());
    }

    /** Throws BLOCK_TOKEN unless the token is that of the block, and still good. */
    static void require(String token, SnapshotId snapshot, LayerId layer, int block, Instant now) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        if (bytes.length <= Long.BYTES) {
            throw invalid(null);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long expiry = buffer.getLong();
        byte[] mac = new byte[buffer.remaining()];
        buffer.get(mac);
        if (!MessageDigest.isEqual(mac, mac(snapshot, layer, block, expiry)) || now.getEpochSecond() > expiry) {
            throw invalid(null);
        }
    }

    private static byte[] mac(SnapshotId snapshot, LayerId layer, int block, long expiry) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(layer.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal((snapshot + " " + block + " " + expiry).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static StoreException invalid(Throwable cause) {
        return new StoreException(StoreError.BLOCK_TOKEN, "The block token is not valid for this block, or it is no longer.", null, cause);
    }
}
