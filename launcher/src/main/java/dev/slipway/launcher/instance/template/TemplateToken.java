package dev.slipway.launcher.instance.template;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * That a launch template was changed by a request with a client token: the same request again changes nothing more, as EC2's
 * <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html">idempotency</a> has it.
 *
 * @param kind what was asked for; the same token of another kind is another token
 * @param request all that was asked for
 * @param version the version that was made, or became the default one
 */
record TemplateToken(Kind kind, String token, String request, int version, Instant usedAt) {

    /** What a token was used for. */
    enum Kind {
        CREATE_VERSION,
        SET_DEFAULT
    }

    /** Longer than any client repeats a request by itself. */
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int LONGEST = 128;

    TemplateToken {
        requireNonNull(kind, "kind");
        requireNonNull(token, "token");
        requireNonNull(request, "request");
        requireNonNull(usedAt, "usedAt");
    }

    /** EC2's rule for client tokens of launch templates. Throws INVALID_PARAMETER_VALUE. */
    static void check(Optional<String> token) {
        token.ifPresent(text -> {
            if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The client token has not 1 to " + LONGEST
                        + " ASCII characters.");
            }
        });
    }

    boolean isKept(Instant now) {
        return usedAt.plus(KEPT).isAfter(now);
    }

    /** Throws IDEMPOTENT_PARAMETER_MISMATCH unless this was the same request. */
    void requireSame(String wanted, LaunchTemplate template) {
        if (!request.equals(wanted)) {
            throw new LauncherException(LauncherError.IDEMPOTENT_PARAMETER_MISMATCH, "The client token '" + token
                    + "' was used for the launch template '" + template.launchTemplateName() + "', with other parameters.");
        }
    }
}
