package dev.slipway.imagestore.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Records that are written as something else: as their only component, or as the record they name. */
final class WrappedForms {

    private WrappedForms() {
    }

    /** A record of one component, written as that component alone: ids, above all. */
    record Single(RecordShape shape, Form content) implements Form {
        @Override
        public void write(JsonGenerator json, Object value) throws IOException {
            content.write(json, shape.get(value, 0));
        }

        @Override
        public Object read(JsonParser json) throws IOException {
            return shape.make(json, content.read(json));
        }

        @Override
        public boolean isEmpty(Object value) {
            return value == null || content.isEmpty(shape.get(value, 0));
        }
    }

    /** A record with a form of its own choice. */
    record Chosen(Method factory, Form content) implements Form {
        @Override
        public void write(JsonGenerator json, Object value) throws IOException {
            content.write(json, ((WrittenAs<?>) value).form());
        }

        @Override
        public Object read(JsonParser json) throws IOException {
            try {
                return factory.invoke(null, content.read(json));
            } catch (InvocationTargetException e) {
                throw new JsonParseException(json, factory.getDeclaringClass().getSimpleName() + " refused: "
                        + e.getCause().getMessage(), e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("not public: " + factory, e);
            }
        }
    }

    static Chosen chosen(Class<?> type, Forms all) {
        for (Type parent : type.getGenericInterfaces()) {
            if (parent instanceof ParameterizedType written && written.getRawType() == WrittenAs.class) {
                Class<?> form = (Class<?>) written.getActualTypeArguments()[0];
                try {
                    return new Chosen(type.getMethod("of", form), all.of(form));
                } catch (NoSuchMethodException e) {
                    throw new IllegalStateException(type + " has no method of(" + form.getSimpleName() + ")", e);
                }
            }
        }
        throw new IllegalStateException(type + " does not say how it is written");
    }
}
