package dev.slipway.launcher.ec2.protocol;

import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers and errors of the services that speak JSON.
 *
 * @param headers beside those that every answer has
 */
public record JsonAnswer(byte[] body, Map<String, String> headers) {

    private static final String TYPE = "Content-Type";
    private static final String CONTENT = "BlockData";

    /** What EBS calls its errors, and the reasons it gives, by our codes. */
    private static final Map<String, String> REASONS = Map.of(
            "InvalidBlockToken", "INVALID_BLOCK_TOKEN",
            "InvalidBlock", "INVALID_BLOCK",
            "UnrelatedSnapshots", "UNRELATED_SNAPSHOTS",
            "InvalidPaginationToken", "INVALID_PAGE_TOKEN",
            "InvalidSnapshotID.Malformed", "INVALID_SNAPSHOT_ID");
    /** What these services say of a signature, by the codes of EC2. */
    private static final Map<String, String> SIGNATURES = Map.of(
            "SignatureDoesNotMatch", "InvalidSignatureException",
            "RequestExpired", "InvalidSignatureException",
            "IncompleteSignature", "IncompleteSignatureException",
            "MissingAuthenticationToken", "MissingAuthenticationTokenException",
            "AuthFailure", "UnrecognizedClientException",
            "InvalidClientTokenId", "UnrecognizedClientException",
            "InvalidAction", "UnknownOperationException",
            "MalformedQueryString", "SerializationException");
    private static final String NOT_FOUND = "ResourceNotFoundException";
    private static final String INVALID = "ValidationException";

    /** The answer to an action; a block's content is a body of its own, and what is said of it goes into headers. */
    public static JsonAnswer of(Dialect dialect, ObjectNode document) {
        if (document.get(CONTENT) instanceof BinaryNode content) {
            Map<String, String> headers = new TreeMap<>(Map.of(TYPE, "application/octet-stream"));
            headers.put("x-amz-Data-Length", document.path("DataLength").asText());
            headers.put("x-amz-Checksum", document.path("Checksum").asText());
            headers.put("x-amz-Checksum-Algorithm", document.path("ChecksumAlgorithm").asText());
            return new JsonAnswer(content.binaryValue(), headers);
        }
        return new JsonAnswer(document.toString().getBytes(StandardCharsets.UTF_8), Map.of(TYPE, type(dialect)));
    }

    /** What an error is called. */
    public static String code(Dialect dialect, String code) {
        String known = SIGNATURES.get(code);
        if (known != null || dialect != Dialect.EBS || code.equals("InternalError")) {
            return known == null ? code : known;
        }
        return code.endsWith(".NotFound") ? NOT_FOUND : INVALID;
    }

    /** The document of an error. */
    public static JsonAnswer error(Dialect dialect, String code, String message) {
        String named = code(dialect, code);
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("__type", named);
        if (dialect == Dialect.EBS) {
            document.put("Message", message);
            document.put("Reason", named.equals(NOT_FOUND) ? "SNAPSHOT_NOT_FOUND" : REASONS.getOrDefault(code, "INVALID_PARAMETER_VALUE"));
        } else {
            document.put("message", message);
        }
        return new JsonAnswer(document.toString().getBytes(StandardCharsets.UTF_8), Map.of(TYPE, type(dialect), "x-amzn-ErrorType", named));
    }

    private static String type(Dialect dialect) {
        return dialect == Dialect.SSM ? "application/x-amz-json-1.1" : "application/json";
    }
}
