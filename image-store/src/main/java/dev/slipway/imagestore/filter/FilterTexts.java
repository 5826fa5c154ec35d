package dev.slipway.imagestore.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parts of documents as the texts that filters are compared with. */
public final class FilterTexts {

    private FilterTexts() {
    }

    /** One value. */
    public static List<String> one(Object value) {
        return List.of(value.toString());
    }

    /** A value that may be missing; then no filter fits. */
    public static List<String> maybe(Optional<?> value) {
        return value.isPresent() ? List.of(value.get().toString()) : List.of();
    }

    /** Any number of values. */
    public static List<String> all(List<?> values) {
        List<String> texts = new ArrayList<>(values.size());
        for (Object value : values) {
            texts.add(value.toString());
        }
        return texts;
    }
}
