package dev.slipway.launcher.ec2.signature;

import dev.slipway.launcher.ec2.credential.AccessKey;
import dev.slipway.launcher.ec2.protocol.Dialect;
import dev.slipway.launcher.ec2.protocol.Request;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** Finds out who signed a request, by AWS's Signature Version 4. */
public final class Verification {

    /** How far a client's clock may be from ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private final Function<String, Optional<AccessKey>> keys;
    private final Clock clock;

    /** @param keys finds an access key by its id, as it is at that moment */
    public Verification(Function<String, Optional<AccessKey>> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The one who signed it. Throws UNSIGNED, SIGNATURE_INCOMPLETE, REQUEST_EXPIRED, SIGNATURE_MISMATCH, and for a key that
     * is none AUTH_FAILURE or, as STS does, ACCESS_KEY_UNKNOWN.
     */
    public Caller caller(Request request) {
        GivenSignature given = GivenSignature.of(request);
        CredentialScope scope = given.scope();
        Dialect dialect = dialect(scope);
        checkTime(given);
        if (!given.signedHeaders().contains("host")) {
            throw new LauncherException(LauncherError.SIGNATURE_INCOMPLETE, "The header 'host' is not signed.");
        }
        AccessKey key = keys.apply(scope.accessKeyId()).orElseThrow(() -> unknownKey(dialect));
        String signed = String.join("\n", GivenSignature.ALGORITHM, given.time(), scope.text(),
                Digests.sha256(CanonicalRequest.of(request, given.signedHeaders())));
        String expected = Digests.signature(key.secret(), scope, signed);
        // Compared in constant time: how far a forged one fits must not show.
        boolean same = MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
                given.signature().getBytes(StandardCharsets.UTF_8));
        if (!same || !payloadIsAsSigned(request)) {
            throw new LauncherException(LauncherError.SIGNATURE_MISMATCH, "The request signature we calculated does not match"
                    + " the signature you provided. Check your secret access key and signing method.");
        }
        return new Caller(key.accessKeyId(), key.account(), scope.region(), dialect);
    }

    private static Dialect dialect(CredentialScope scope) {
        for (Dialect dialect : Dialect.values()) {
            if (dialect.service().equals(scope.service())) {
                return dialect;
            }
        }
        throw new LauncherException(LauncherError.SIGNATURE_MISMATCH,
                "The credential is scoped to the service '" + scope.service() + "'; this is ec2, sts, ssm and ebs.");
    }

    private void checkTime(GivenSignature given) {
        Instant signed;
        try {
            signed = LocalDateTime.parse(given.time(), TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new LauncherException(LauncherError.SIGNATURE_INCOMPLETE,
                    "The signature's time is not of the form 20261128T160000Z.", e);
        }
        if (!given.time().startsWith(given.scope().date())) {
            throw new LauncherException(LauncherError.SIGNATURE_MISMATCH,
                    "The credential is scoped to another day than the request.");
        }
        Instant now = clock.instant();
        Instant last = signed.plus(given.validity().orElse(SKEW));
        if (now.isAfter(last) || signed.isAfter(now.plus(SKEW))) {
            throw new LauncherException(LauncherError.REQUEST_EXPIRED, "Request has expired: it was signed at " + signed
                    + ", and here it is " + now + ".");
        }
    }

    private static LauncherException unknownKey(Dialect dialect) {
        return switch (dialect) {
            case EC2 -> new LauncherException(LauncherError.AUTH_FAILURE,
                    "AWS was not able to validate the provided access credentials");
            case STS, SSM, EBS -> new LauncherException(LauncherError.ACCESS_KEY_UNKNOWN,
                    "The security token included in the request is invalid.");
        };
    }

    /** A client may send the digest of its body along; it is signed, and has to be that of the body. */
    private static boolean payloadIsAsSigned(Request request) {
        Optional<String> claimed = request.header("x-amz-content-sha256");
        return claimed.isEmpty() || claimed.get().equals(Digests.sha256(request.body()));
    }
}
