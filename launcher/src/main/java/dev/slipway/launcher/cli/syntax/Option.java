package dev.slipway.launcher.cli.syntax;

import java.util.List;

/** An option that takes a value: {@code --timeout 5m}. */
public final class Option<T> extends Parameter<T> {

    private final List<String> names;
    private final boolean repeatable;

    Option(List<String> names, String label, ValueReader<T> reader, boolean repeatable, String description) {
        super(label, description, reader);
        this.names = names;
        this.repeatable = repeatable;
    }

    /** Its names with their dashes, the shortest first. */
    public List<String> names() {
        return names;
    }

    @Override
    boolean repeatable() {
        return repeatable;
    }

    @Override
    String title() {
        return names.get(names.size() - 1);
    }
}
