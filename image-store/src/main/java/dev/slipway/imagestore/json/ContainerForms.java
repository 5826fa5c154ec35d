package dev.slipway.imagestore.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists, maps from text, and what may be missing. Empty ones are left out, and are empty again when read. */
final class ContainerForms {

    private ContainerForms() {
    }

    record Maybe(Form content) implements Form {
        @Override
        public void write(JsonGenerator json, Object value) throws IOException {
            content.write(json, ((Optional<?>) value).orElseThrow());
        }

        @Override
        public Object read(JsonParser json) throws IOException {
            return Optional.of(content.read(json));
        }

        @Override
        public boolean isEmpty(Object value) {
            return value == null || ((Optional<?>) value).isEmpty();
        }

        @Override
        public Object absent() {
            return Optional.empty();
        }
    }

    record Sequence(Form content) implements Form {
        @Override
        public void write(JsonGenerator json, Object value) throws IOException {
            json.writeStartArray();
            for (Object element : (List<?>) value) {
                content.write(json, element);
            }
            json.writeEndArray();
        }

        @Override
        public Object read(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw new JsonParseException(json, "list expected");
            }
            List<Object> elements = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                elements.add(content.read(json));
            }
            return elements;
        }

        @Override
        public boolean isEmpty(Object value) {
            return value == null || ((List<?>) value).isEmpty();
        }

        @Override
        public Object absent() {
            return List.of();
        }
    }

    record Dictionary(Form content) implements Form {
        @Override
        public void write(JsonGenerator json, Object value) throws IOException {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                json.writeFieldName((String) entry.getKey());
                content.write(json, entry.getValue());
            }
            json.writeEndObject();
        }

        @Override
        public Object read(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "object expected");
            }
            Map<String, Object> entries = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                json.nextToken();
                entries.put(key, content.read(json));
            }
            return entries;
        }

        @Override
        public boolean isEmpty(Object value) {
            return value == null || ((Map<?, ?>) value).isEmpty();
        }

        @Override
        public Object absent() {
            return Map.of();
        }
    }
}
