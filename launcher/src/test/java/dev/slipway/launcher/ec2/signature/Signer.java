package dev.slipway.launcher.ec2.signature;

import dev.slipway.launcher.ec2.credential.AccessKey;
import dev.slipway.launcher.ec2.protocol.FormText;
import dev.slipway.launcher.ec2.protocol.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** A client that signs what it sends. */
public record Signer(AccessKey key, String region, String service) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> SIGNED = List.of("host", "x-amz-date");

    /** A signed form. */
    public Request form(String body, Instant at) {
        String time = TIME.format(at);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> plain = Map.of("host", List.of("localhost"), "x-amz-date", List.of(time));
        String signature = signature(new Request("POST", "/", "", plain, bytes), time, SIGNED);
        return new Request("POST", "/", "", Map.of("host", List.of("localhost"), "x-amz-date", List.of(time),
                "Authorization", List.of(GivenSignature.ALGORITHM + " Credential=" + key.accessKeyId() + "/" + scope(time).text()
                        + ", SignedHeaders=host;x-amz-date, Signature=" + signature)), bytes);
    }

    /** A presigned GET. */
    public Request presigned(String query, Instant at, int seconds) {
        String time = TIME.format(at);
        String whole = query + "&X-Amz-Algorithm=" + GivenSignature.ALGORITHM + "&X-Amz-Credential="
                + FormText.encoded(key.accessKeyId() + "/" + scope(time).text()) + "&X-Amz-Date=" + time + "&X-Amz-Expires="
                + seconds + "&X-Amz-SignedHeaders=host";
        Map<String, List<String>> headers = Map.of("host", List.of("localhost"));
        String signature = signature(new Request("GET", "/", whole, headers, new byte[0]), time, List.of("host"));
        return new Request("GET", "/", whole + "&X-Amz-Signature=" + signature, headers, new byte[0]);
    }

    private CredentialScope scope(String time) {
        return new CredentialScope(key.accessKeyId(), time.substring(0, 8), region, service);
    }

    private String signature(Request request, String time, List<String> signed) {
        return Digests.signature(key.secret(), scope(time), String.join("\n", GivenSignature.ALGORITHM, time,
                scope(time).text(), Digests.sha256(CanonicalRequest.of(request, signed))));
    }
}
