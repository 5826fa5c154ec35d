package dev.slipway.launcher.ec2.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client sent, before anything of it is believed.
 *
 * @param path as it was sent, without the query
 * @param query what followed the question mark, as it was sent; empty where nothing did
 * @param headers by their names in small letters
 */
public record Request(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    public Request {
        query = query == null ? "" : query;
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = lower;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
