package dev.slipway.launcher.imds.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.launcher.instance.record.InstanceId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that are worth something to one instance, until a moment that is written in them. Nothing of them is kept: a code that takes
 * the secret to make says that a token is one.
 */
public final class Tokens {

    /** EC2's longest life of a token. */
    public static final int MOST_SECONDS = 21_600;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 56;

    private final SecretKeySpec key;
    private final Clock clock;

    /** Tokens by a secret. */
    public Tokens(byte[] secret, Clock clock) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
    }

    /** A token for an instance: 56 characters, as EC2's have. */
    public String issue(InstanceId instance, Duration life) {
        long end = clock.instant().plus(life).getEpochSecond();
        byte[] code = code(instance, end);
        return Base64.getUrlEncoder().encodeToString(ByteBuffer.allocate(Long.BYTES + code.length).putLong(end).put(code).array());
    }

    /** Whether it is a token of this instance, and not yet over. */
    public boolean isValid(String token, InstanceId instance) {
        if (token.length() != LENGTH) {
            return false;
        }
        ByteBuffer parts;
        try {
            parts = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
        } catch (IllegalArgumentException e) {
            return false;
        }
        long end = parts.getLong();
        byte[] code = new byte[parts.remaining()];
        parts.get(code);
        return MessageDigest.isEqual(code, code(instance, end)) && clock.instant().getEpochSecond() < end;
    }

    private byte[] code(InstanceId instance, long end) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(instance.value().getBytes(UTF_8));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(end).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
