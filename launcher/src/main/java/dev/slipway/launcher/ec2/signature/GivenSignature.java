package dev.slipway.launcher.ec2.signature;

import dev.slipway.launcher.ec2.protocol.FormText;
import dev.slipway.launcher.ec2.protocol.Request;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signature as a request carries it, in its Authorization header or in its query.
 *
 * @param time when it was made, as {@code yyyyMMdd'T'HHmmss'Z'}
 * @param validity how long a presigned request may be used; empty for one that carries its signature in a header
 */
record GivenSignature(CredentialScope scope, String time, List<String> signedHeaders, String signature,
        Optional<Duration> validity) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String QUERY_SIGNATURE = "X-Amz-Signature";
    private static final String QUERY_ALGORITHM = "X-Amz-Algorithm";
    private static final int LONGEST_VALIDITY_SECONDS = 604_800;

    /** Finds it; throws UNSIGNED, SIGNATURE_INCOMPLETE. */
    static GivenSignature of(Request request) {
        Map<String, String> query = new HashMap<>();
        FormText.read(request.query()).forEach(pair -> query.put(pair.getKey(), pair.getValue()));
        boolean presigned = query.containsKey(QUERY_ALGORITHM) || query.containsKey(QUERY_SIGNATURE);
        Optional<String> header = request.header("authorization");
        if (presigned && header.isPresent()) {
            throw incomplete("The request is signed in its query and in its Authorization header.");
        }
        if (presigned) {
            return ofQuery(query);
        }
        return ofHeader(request, header.orElseThrow(() -> new LauncherException(LauncherError.UNSIGNED,
                "Request is missing an Authentication Token: it is not signed.")));
    }

    private static GivenSignature ofHeader(Request request, String text) {
        if (!text.startsWith(ALGORITHM + " ")) {
            throw incomplete("The Authorization header is not of " + ALGORITHM + ".");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : text.substring(ALGORITHM.length()).split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
        String time = request.header("x-amz-date").orElseThrow(() -> incomplete("The header X-Amz-Date is missing."));
        return of(parts, "Credential", "SignedHeaders", "Signature", time, Optional.empty());
    }

    private static GivenSignature ofQuery(Map<String, String> query) {
        if (!ALGORITHM.equals(query.get(QUERY_ALGORITHM))) {
            throw incomplete("The parameter " + QUERY_ALGORITHM + " is not " + ALGORITHM + ".");
        }
        String seconds = query.getOrDefault("X-Amz-Expires", "");
        if (!seconds.matches("[1-9]\\d{0,5}") || Integer.parseInt(seconds) > LONGEST_VALIDITY_SECONDS) {
            throw incomplete("The parameter X-Amz-Expires is no number of seconds up to " + LONGEST_VALIDITY_SECONDS + ".");
        }
        return of(query, "X-Amz-Credential", "X-Amz-SignedHeaders", QUERY_SIGNATURE, query.getOrDefault("X-Amz-Date", ""),
                Optional.of(Duration.ofSeconds(Integer.parseInt(seconds))));
    }

    private static GivenSignature of(Map<String, String> parts, String credential, String headers, String signature,
            String time, Optional<Duration> validity) {
        for (String name : List.of(credential, headers, signature)) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                throw incomplete("The signature has no " + name + ".");
            }
        }
        return new GivenSignature(CredentialScope.of(parts.get(credential)), time, List.of(parts.get(headers).split(";")),
                parts.get(signature), validity);
    }

    private static LauncherException incomplete(String sentence) {
        return new LauncherException(LauncherError.SIGNATURE_INCOMPLETE, sentence);
    }
}
