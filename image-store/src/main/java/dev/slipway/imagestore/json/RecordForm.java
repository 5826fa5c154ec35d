package dev.slipway.imagestore.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;

/** A record as an object, its components under EC2's names for them. */
final class RecordForm implements Form {

    private final RecordShape shape;
    private final String[] names;
    private final Form[] forms;
    private final Map<String, Integer> places = new HashMap<>();

    RecordForm(RecordShape shape, Forms all) {
        this.shape = shape;
        RecordComponent[] components = shape.components();
        names = new String[components.length];
        forms = new Form[components.length];
        for (int i = 0; i < components.length; i++) {
            names[i] = nameOf(components[i].getName());
            forms[i] = all.of(components[i].getGenericType());
            places.put(names[i], i);
        }
    }

    @Override
    public void write(JsonGenerator json, Object value) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < names.length; i++) {
            Object part = shape.get(value, i);
            if (!forms[i].isEmpty(part)) {
                json.writeFieldName(names[i]);
                forms[i].write(json, part);
            }
        }
        json.writeEndObject();
    }

    @Override
    public Object read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "object expected");
        }
        Object[] parts = new Object[names.length];
        boolean[] present = new boolean[names.length];
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Integer place = places.get(json.currentName());
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (place == null) {
                json.skipChildren();
            } else {
                parts[place] = forms[place].read(json);
                present[place] = true;
            }
        }
        for (int i = 0; i < names.length; i++) {
            if (!present[i]) {
                parts[i] = forms[i].absent();
            }
        }
        return shape.make(json, parts);
    }

    /** {@code imageId} is {@code ImageId}, and {@code isPublic} is {@code Public}. */
    static String nameOf(String component) {
        boolean question = component.length() > 2 && component.startsWith("is")
                && Character.isUpperCase(component.charAt(2));
        String name = question ? component.substring(2) : component;
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
