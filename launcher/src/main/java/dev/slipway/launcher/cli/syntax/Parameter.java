package dev.slipway.launcher.cli.syntax;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something a command takes: an option with a value, a flag, or an argument. Filled once, by the command line. */
public abstract sealed class Parameter<T> permits Option, Flag, Argument {

    private final String label;
    private final String description;
    private final ValueReader<T> reader;
    private final List<String> words = new ArrayList<>(1);
    private final List<T> values = new ArrayList<>(1);

    Parameter(String label, String description, ValueReader<T> reader) {
        this.label = label;
        this.description = description;
        this.reader = reader;
    }

    /** What its value is called in help texts. */
    public String label() {
        return label;
    }

    /** One or more sentences for help texts. */
    public String description() {
        return description;
    }

    /** Whether the command line has it. */
    public boolean given() {
        return !words.isEmpty();
    }

    /** Its value, the last one where it was given several times. */
    public Optional<T> value() {
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** Its value, or this one where it was not given. */
    public T or(T otherwise) {
        return values.isEmpty() ? otherwise : values.get(values.size() - 1);
    }

    /** Every value, in the order of the command line. */
    public List<T> values() {
        return List.copyOf(values);
    }

    /** Whether each word adds a value. */
    abstract boolean repeatable();

    /** How messages name it: {@code --timeout}, or the argument's label. */
    abstract String title();

    /** The words it was given, as they were typed. */
    List<String> words() {
        return words;
    }

    /** Takes in a word. Without {@link #repeatable()} the last one counts, as in the AWS CLI: an alias can be overruled. */
    void take(String word) {
        if (!repeatable()) {
            words.clear();
        }
        words.add(word);
    }

    void clear() {
        words.clear();
        values.clear();
    }

    void convert() {
        for (String word : words) {
            try {
                values.add(reader.read(word));
            } catch (IllegalArgumentException e) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                        title() + ": " + e.getMessage() + ".", null, e);
            }
        }
    }
}
