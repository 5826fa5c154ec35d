package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import java.time.Instant;

/**
 * A client token that a launch has used: EC2's
 * <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html">idempotency</a>. Recorded when the
 * instances run, so that a launch that was taken back leaves its token free.
 *
 * @param token unique among its account's
 * @param parameters a digest of what was asked for
 * @param reservationId whose instances it launched
 * @param createTime when
 */
public record LaunchToken(
        AccountId ownerId, String token, String parameters, ReservationId reservationId, Instant createTime) {

    /** Tokens of all accounts. */
    public static final Table<LaunchToken> TABLE =
            Table.of("launch_tokens", LaunchToken.class, 1, t -> id(t.ownerId(), t.token()))
                    .number("created", t -> t.createTime().toEpochMilli());

    public LaunchToken {
        requireNonNull(ownerId, "ownerId");
        requireNonNull(token, "token");
        requireNonNull(parameters, "parameters");
        requireNonNull(reservationId, "reservationId");
        requireNonNull(createTime, "createTime");
    }

    /** What it is known by, in the catalogue and as the claim of the launch that uses it. */
    public static String id(AccountId owner, String token) {
        return "token:" + owner + ":" + token;
    }
}
