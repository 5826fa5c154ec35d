package dev.slipway.launcher.cli.syntax;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;

/** An option that takes a value: {@code --timeout 5m}. */
public final class Option<T> extends Parameter<T> {

    private final List<String> names;
    private final boolean required;
    private final boolean repeatable;

    Option(List<String> names, String label, ValueReader<T> reader, boolean required, boolean repeatable,
            String description) {
        super(label, description, reader);
        this.required = required;
        this.names = names;
        this.repeatable = repeatable;
    }

    /** Its names with their dashes, the shortest first. */
    public List<String> names() {
        return names;
    }

    /** The value of an option that cannot be left out. */
    public T required() {
        return value().orElseThrow(() -> new IllegalStateException(title() + " is not required by its command"));
    }

    @Override
    void convert() {
        if (required && !given()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER,
                    "The option " + title() + " is missing.", "Add " + title() + " " + label() + ".");
        }
        super.convert();
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
