package dev.slipway.launcher.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one JSON object, of which none may be left over. Throws IllegalArgumentException with half a sentence. */
final class JsonFields {

    private final JsonNode json;
    private final String name;
    private final Set<String> asked = new LinkedHashSet<>();

    /** @param name what it is called in messages */
    JsonFields(JsonNode json, String name) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(name + " is no JSON object");
        }
        this.json = json;
        this.name = name;
    }

    /** A field that is there, and not null. */
    Optional<JsonNode> node(String key) {
        asked.add(key);
        return Optional.ofNullable(json.get(key)).filter(node -> !node.isNull());
    }

    Optional<String> text(String key) {
        return node(key).map(node -> {
            if (!node.isTextual()) {
                throw mistake(key, "no text");
            }
            return node.asText();
        });
    }

    Optional<Boolean> truth(String key) {
        return node(key).map(node -> {
            if (!node.isBoolean()) {
                throw mistake(key, "neither true nor false");
            }
            return node.asBoolean();
        });
    }

    Optional<Integer> number(String key) {
        return node(key).map(node -> {
            if (!node.isInt()) {
                throw mistake(key, "no whole number");
            }
            return node.asInt();
        });
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node(key).map(JsonFields::elements).orElse(List.of())) {
            if (!element.isTextual()) {
                throw mistake(key, "no list of texts");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    Optional<JsonFields> object(String key) {
        return node(key).map(node -> new JsonFields(node, key));
    }

    static List<JsonNode> elements(JsonNode list) {
        if (!list.isArray()) {
            throw new IllegalArgumentException("'" + list + "' is no list");
        }
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        return elements;
    }

    /** Nothing that was written shall be without effect. */
    void requireNoMore() {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!asked.contains(field.getKey())) {
                throw new IllegalArgumentException("'" + field.getKey() + "' has no meaning here; " + name + " may have "
                        + String.join(", ", asked));
            }
        }
    }

    private IllegalArgumentException mistake(String key, String what) {
        return new IllegalArgumentException("'" + key + "' of " + name + " is " + what);
    }
}
