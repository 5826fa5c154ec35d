package dev.slipway.launcher.imds.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request.
 *
 * @param method {@code GET}
 * @param path its parts, decoded, without empty ones
 * @param folder whether a slash was behind them
 * @param headers by their names in small letters; of one that is there twice, both values
 * @param persistent whether the client wants to ask more over its connection
 */
public record MetadataRequest(
        String method, List<String> path, boolean folder, Map<String, List<String>> headers, boolean persistent) {

    public MetadataRequest {
        path = List.copyOf(path);
        headers = Map.copyOf(headers);
    }

    /** The value of a header; empty where it is not there, or there several times. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Whether a header is there at all. */
    public boolean has(String name) {
        return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The path as it is written. */
    public String text() {
        return "/" + String.join("/", path) + (folder && !path.isEmpty() ? "/" : "");
    }
}
