package dev.slipway.imagestore.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.slipway.imagestore.catalogue.Timestamp;
import java.io.IOException;
import java.time.Instant;

/** Values without parts: text, numbers, truth, times, and enums as their {@code toString}. */
final class ScalarForm implements Form {

    private enum Kind { TEXT, INT, LONG, DOUBLE, TRUTH, TIME, ENUM }

    private final Kind kind;
    private final Class<?> type;

    private ScalarForm(Kind kind, Class<?> type) {
        this.kind = kind;
        this.type = type;
    }

    /** The form of such a type; null for any other. */
    static ScalarForm of(Class<?> type) {
        Kind kind = null;
        if (type == String.class) {
            kind = Kind.TEXT;
        } else if (type == int.class || type == Integer.class) {
            kind = Kind.INT;
        } else if (type == long.class || type == Long.class) {
            kind = Kind.LONG;
        } else if (type == double.class || type == Double.class) {
            kind = Kind.DOUBLE;
        } else if (type == boolean.class || type == Boolean.class) {
            kind = Kind.TRUTH;
        } else if (type == Instant.class) {
            kind = Kind.TIME;
        } else if (type.isEnum()) {
            kind = Kind.ENUM;
        }
        return kind == null ? null : new ScalarForm(kind, type);
    }

    @Override
    public void write(JsonGenerator json, Object value) throws IOException {
        switch (kind) {
            case TEXT, ENUM -> json.writeString(value.toString());
            case INT -> json.writeNumber((Integer) value);
            case LONG -> json.writeNumber((Long) value);
            case DOUBLE -> json.writeNumber((Double) value);
            case TRUTH -> json.writeBoolean((Boolean) value);
            case TIME -> json.writeString(Timestamp.format((Instant) value));
        }
    }

    @Override
    public Object read(JsonParser json) throws IOException {
        return switch (kind) {
            case TEXT -> text(json);
            case INT -> json.getIntValue();
            case LONG -> json.getLongValue();
            case DOUBLE -> json.getDoubleValue();
            case TRUTH -> json.getBooleanValue();
            case TIME -> time(json);
            case ENUM -> constant(json);
        };
    }

    /** What a primitive component is when it was not written. */
    @Override
    public Object absent() {
        if (!type.isPrimitive()) {
            return null;
        }
        return switch (kind) {
            case INT -> 0;
            case LONG -> 0L;
            case DOUBLE -> 0.0;
            case TRUTH -> false;
            case TEXT, TIME, ENUM -> null;
        };
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new JsonParseException(json, "text expected");
        }
        return json.getText();
    }

    private static Instant time(JsonParser json) throws IOException {
        try {
            return Timestamp.parse(text(json));
        } catch (IllegalArgumentException e) {
            throw new JsonParseException(json, e.getMessage(), e);
        }
    }

    private Object constant(JsonParser json) throws IOException {
        String word = text(json);
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equals(word)) {
                return constant;
            }
        }
        throw new InputCoercionException(json, "unknown word '" + word + "'", json.currentToken(), type);
    }
}
