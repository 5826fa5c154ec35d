package dev.slipway.launcher.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.MetadataOptions.HttpTokens;
import dev.slipway.launcher.instance.request.MetadataOptionsRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Metadata options from documents in the shape of EC2's InstanceMetadataOptionsRequest. */
public final class MetadataOptionsDocument {

    /** What may stand in one. */
    public static final List<String> NAMES = List.of("HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint",
            "InstanceMetadataTags", "HttpProtocolIpv6");

    private static final String ENABLED = "enabled";
    private static final String DISABLED = "disabled";

    private MetadataOptionsDocument() {
    }

    /** Reads one. Throws INVALID_PARAMETER_VALUE, UNKNOWN_PARAMETER, INVALID_PARAMETER_COMBINATION. */
    public static MetadataOptionsRequest read(JsonNode node) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!NAMES.contains(member.getKey())) {
                throw new LauncherException(LauncherError.UNKNOWN_PARAMETER, "The parameter " + member.getKey()
                        + " is not recognized: metadata options are " + String.join(", ", NAMES) + ".");
            }
        }
        if (truth(node, "HttpProtocolIpv6").orElse(false)) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The metadata service has no IPv6 endpoint here, so HttpProtocolIpv6 can only be disabled.");
        }
        return new MetadataOptionsRequest(tokens(node), hops(node), truth(node, "HttpEndpoint"), truth(node, "InstanceMetadataTags"));
    }

    /** The document of a request: what {@link #read} would read it from. */
    public static ObjectNode write(MetadataOptionsRequest request) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        request.httpTokens().ifPresent(tokens -> node.put("HttpTokens", tokens.word()));
        request.httpPutResponseHopLimit().ifPresent(hops -> node.put("HttpPutResponseHopLimit", hops));
        request.httpEndpoint().ifPresent(on -> node.put("HttpEndpoint", on ? ENABLED : DISABLED));
        request.instanceMetadataTags().ifPresent(on -> node.put("InstanceMetadataTags", on ? ENABLED : DISABLED));
        return node;
    }

    private static Optional<HttpTokens> tokens(JsonNode node) {
        if (!node.has("HttpTokens")) {
            return Optional.empty();
        }
        for (HttpTokens tokens : HttpTokens.values()) {
            if (tokens.word().equals(node.path("HttpTokens").asText())) {
                return Optional.of(tokens);
            }
        }
        throw invalid(node, "HttpTokens", "optional nor required");
    }

    private static Optional<Integer> hops(JsonNode node) {
        if (!node.has("HttpPutResponseHopLimit")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.valueOf(node.path("HttpPutResponseHopLimit").asText()));
        } catch (NumberFormatException e) {
            throw invalid(node, "HttpPutResponseHopLimit", "1 nor any other number up to 64");
        }
    }

    private static Optional<Boolean> truth(JsonNode node, String name) {
        if (!node.has(name)) {
            return Optional.empty();
        }
        String word = node.path(name).asText();
        if (!word.equals(ENABLED) && !word.equals(DISABLED)) {
            throw invalid(node, name, "enabled nor disabled");
        }
        return Optional.of(word.equals(ENABLED));
    }

    private static LauncherException invalid(JsonNode node, String name, String what) {
        return new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "Value (" + node.path(name).asText()
                + ") for parameter " + name + " is invalid: it is neither " + what + ".");
    }
}
