package dev.slipway.launcher.ec2.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.launcher.ec2.protocol.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests of AWS's published test suite come to the signatures that it gives for them. */
class SignatureFiguresTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String TIME = "20150830T123600Z";
    private static final Map<String, List<String>> HEADERS = Map.of(
            "Host", List.of("example.amazonaws.com"), "X-Amz-Date", List.of(TIME));

    @Test
    void aPlainGet() {
        assertEquals("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                signature(new Request("GET", "/", null, HEADERS, new byte[0]), "service", List.of("host", "x-amz-date")));
    }

    @Test
    void parametersAreSorted() {
        assertEquals("b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
                signature(new Request("GET", "/", "Param2=value2&Param1=value1", HEADERS, new byte[0]), "service",
                        List.of("host", "x-amz-date")));
    }

    @Test
    void aFormIsSignedByItsDigest() {
        Map<String, List<String>> headers = Map.of("Host", HEADERS.get("Host"), "X-Amz-Date", HEADERS.get("X-Amz-Date"),
                "Content-Type", List.of("application/x-www-form-urlencoded"));
        assertEquals("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
                signature(new Request("POST", "/", null, headers, "Param1=value1".getBytes(StandardCharsets.UTF_8)), "service",
                        List.of("content-type", "host", "x-amz-date")));
    }

    @Test
    void theExampleOfTheGeneralReference() {
        Map<String, List<String>> headers = Map.of("Host", List.of("iam.amazonaws.com"), "X-Amz-Date", List.of(TIME),
                "Content-Type", List.of("application/x-www-form-urlencoded; charset=utf-8"));
        Request request = new Request("GET", "/", "Action=ListUsers&Version=2010-05-08", headers, new byte[0]);
        List<String> signed = List.of("content-type", "host", "x-amz-date");
        assertEquals("f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59",
                Digests.sha256(CanonicalRequest.of(request, signed)));
        assertEquals("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7", signature(request, "iam", signed));
    }

    private static String signature(Request request, String service, List<String> signedHeaders) {
        CredentialScope scope = new CredentialScope("AKIDEXAMPLE", "20150830", "us-east-1", service);
        return Digests.signature(SECRET, scope, String.join("\n", GivenSignature.ALGORITHM, TIME, scope.text(),
                Digests.sha256(CanonicalRequest.of(request, signedHeaders))));
    }
}
