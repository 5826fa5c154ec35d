package dev.slipway.imagestore.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the form of a type, once. */
final class Forms {

    private final Map<Type, Form> known = new HashMap<>();

    synchronized Form of(Type type) {
        Form form = known.get(type);
        if (form == null) {
            form = type instanceof ParameterizedType generic ? container(generic) : plain((Class<?>) type);
            known.put(type, form);
        }
        return form;
    }

    private Form container(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return new ContainerForms.Maybe(of(arguments[0]));
        }
        if (type.getRawType() == List.class) {
            return new ContainerForms.Sequence(of(arguments[0]));
        }
        if (type.getRawType() == Map.class && arguments[0] == String.class) {
            return new ContainerForms.Dictionary(of(arguments[1]));
        }
        throw new IllegalArgumentException("no form for " + type);
    }

    private Form plain(Class<?> type) {
        Form scalar = ScalarForm.of(type);
        if (scalar != null) {
            return scalar;
        }
        if (!type.isRecord()) {
            throw new IllegalArgumentException("no form for " + type);
        }
        if (WrittenAs.class.isAssignableFrom(type)) {
            return WrappedForms.chosen(type, this);
        }
        RecordShape shape = new RecordShape(type);
        return shape.components().length == 1
                ? new WrappedForms.Single(shape, of(shape.components()[0].getGenericType()))
                : new RecordForm(shape, this);
    }
}
