package dev.slipway.launcher.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.json.JsonTree;
import dev.slipway.imagestore.filter.Filter;
import java.util.ArrayList;
import java.util.List;

/**
 * Filters as people write them: {@code name=web-*,db-*}, as the AWS CLI's shorthand {@code Name=name,Values=web-*,db-*},
 * or as its JSON. A comma within a value has a backslash before it or quotes around the value.
 */
public final class FilterText {

    private static final String NAME = "Name=";
    private static final String VALUES = ",Values=";

    private FilterText() {
    }

    /** Reads a value of {@code --filter}; throws IllegalArgumentException with half a sentence. */
    public static List<Filter> read(String text) {
        if (text.startsWith("[") || text.startsWith("{")) {
            return json(text);
        }
        int values = text.indexOf(VALUES);
        if (text.startsWith(NAME)) {
            if (values < 0) {
                throw new IllegalArgumentException("'" + text + "' has no Values: Name=name,Values=web-*");
            }
            return List.of(new Filter(text.substring(NAME.length(), values), values(text.substring(values + VALUES.length()))));
        }
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException("'" + text + "' is no NAME=VALUE");
        }
        return List.of(new Filter(text.substring(0, equals), values(text.substring(equals + 1))));
    }

    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = c == '\\' && i + 1 < text.length();
            if (escaped && text.charAt(i + 1) != ',') {
                // A backslash before anything else is the pattern's.
                value.append(c).append(text.charAt(++i));
            } else if (escaped) {
                value.append(text.charAt(++i));
            } else if (quote == 0 && value.isEmpty() && (c == '"' || c == '\'') && closes(text, i)) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (c == ',' && quote == 0) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }

    /** Whether the quote that opens here is closed at the end of a value; else it is a character like others. */
    private static boolean closes(String text, int open) {
        int close = text.indexOf(text.charAt(open), open + 1);
        return close > 0 && (close + 1 == text.length() || text.charAt(close + 1) == ',');
    }

    private static List<Filter> json(String text) {
        JsonNode json;
        try {
            json = JsonTree.read(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no JSON: " + e.getOriginalMessage(), e);
        }
        List<Filter> filters = new ArrayList<>();
        for (JsonNode entry : json.isArray() ? json : List.of(json)) {
            List<String> values = new ArrayList<>();
            entry.path("Values").forEach(value -> values.add(value.asText()));
            if (!entry.path("Name").isTextual() || !entry.path("Values").isArray()) {
                throw new IllegalArgumentException("a filter is {\"Name\": \"...\", \"Values\": [\"...\"]}");
            }
            filters.add(new Filter(entry.path("Name").asText(), values));
        }
        return filters;
    }
}
