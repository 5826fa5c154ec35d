package dev.slipway.launcher.ec2.credential;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.id.AccountId;
import java.time.Instant;

/**
 * An access key: what a client signs its requests with.
 *
 * @param accessKeyId its name, which requests carry
 * @param secret what signs them, which requests do not carry
 * @param account on whose behalf whoever has the secret asks
 */
public record AccessKey(String accessKeyId, String secret, AccountId account, Instant createDate) {

    public AccessKey {
        requireNonNull(secret, "secret");
        requireNonNull(account, "account");
        requireNonNull(createDate, "createDate");
    }

    /** Whether the text has the form of an access key's id; one that has not names no file either. */
    public static boolean isId(String text) {
        return text.matches("AKIA[A-Z2-7]{16}");
    }

    /** Without the secret, which must not slip into a log. */
    @Override
    public String toString() {
        return accessKeyId + " of " + account;
    }
}
