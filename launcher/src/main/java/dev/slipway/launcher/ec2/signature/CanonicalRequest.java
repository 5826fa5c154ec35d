package dev.slipway.launcher.ec2.signature;

import dev.slipway.launcher.ec2.protocol.FormText;
import dev.slipway.launcher.ec2.protocol.Request;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A request in the one form in which both sides sign it, see AWS's
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a signed request</a>.
 */
final class CanonicalRequest {

    private CanonicalRequest() {
    }

    /** The text; throws SIGNATURE_INCOMPLETE for a signed header that is not there. */
    static String of(Request request, List<String> signedHeaders) {
        // The endpoint has one path, which needs no encoding.
        return String.join("\n", request.method(), request.path().isEmpty() ? "/" : request.path(), query(request.query()),
                headers(request, signedHeaders), String.join(";", signedHeaders), Digests.sha256(request.body()));
    }

    private static String query(String query) {
        List<String[]> pairs = new ArrayList<>();
        for (Map.Entry<String, String> pair : FormText.read(query)) {
            if (!pair.getKey().equals(GivenSignature.QUERY_SIGNATURE)) {
                pairs.add(new String[] {FormText.encoded(pair.getKey()), FormText.encoded(pair.getValue())});
            }
        }
        pairs.sort((a, b) -> a[0].equals(b[0]) ? a[1].compareTo(b[1]) : a[0].compareTo(b[0]));
        StringJoiner text = new StringJoiner("&");
        pairs.forEach(pair -> text.add(pair[0] + "=" + pair[1]));
        return text.toString();
    }

    private static String headers(Request request, List<String> signedHeaders) {
        StringBuilder text = new StringBuilder();
        for (String name : signedHeaders) {
            List<String> values = request.headers().get(name);
            if (values == null) {
                throw new LauncherException(LauncherError.SIGNATURE_INCOMPLETE,
                        "The header '" + name + "' is signed, and is not there.");
            }
            StringJoiner joined = new StringJoiner(",");
            values.forEach(value -> joined.add(value.strip().replaceAll(" +", " ")));
            text.append(name).append(':').append(joined).append('\n');
        }
        return text.toString();
    }
}
