package dev.slipway.imagestore.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;

/** A record class taken apart: its components, and how to make one. */
final class RecordShape {

    private final RecordComponent[] components;
    private final Method[] accessors;
    private final Constructor<?> constructor;

    RecordShape(Class<?> type) {
        components = type.getRecordComponents();
        accessors = new Method[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
        }
        try {
            constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its own constructor: " + type, e);
        }
        constructor.setAccessible(true);
    }

    RecordComponent[] components() {
        return components;
    }

    Object get(Object value, int component) {
        try {
            return accessors[component].invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that does not show its parts: " + value, e);
        }
    }

    Object make(JsonParser json, Object... parts) throws IOException {
        try {
            return constructor.newInstance(parts);
        } catch (InvocationTargetException e) {
            // The record refuses its parts: what was written is not what it should be.
            throw new JsonParseException(json, constructor.getDeclaringClass().getSimpleName() + " refused: "
                    + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that cannot be made: " + constructor, e);
        }
    }
}
