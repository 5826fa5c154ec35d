package dev.slipway.launcher.cli.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of one command. A command declares its parameters as fields while it is made, and reads them once the
 * command line has been taken in. Declaring costs next to nothing: a cold process makes every command of a noun.
 */
public abstract class Syntax {

    private final String name;
    private final String summary;
    private final Syntax shared;
    private final List<Option<?>> options = new ArrayList<>();
    private final List<Flag> flags = new ArrayList<>();
    private final List<Argument<?>> arguments = new ArrayList<>(2);
    private final List<Example> examples = new ArrayList<>(2);

    /**
     * Starts a command without parameters.
     *
     * @param name the word that calls it
     * @param summary one sentence, shown in lists of commands
     * @param shared options and flags that every command takes, or null for those themselves
     */
    protected Syntax(String name, String summary, Syntax shared) {
        this.name = name;
        this.summary = summary;
        this.shared = shared;
    }

    /** The word that calls it. */
    public final String name() {
        return name;
    }

    /** One sentence, shown in lists of commands. */
    public final String summary() {
        return summary;
    }

    /** The options and flags that every command takes. */
    public final Optional<Syntax> shared() {
        return Optional.ofNullable(shared);
    }

    /** Its own options, in the order of its help. */
    public final List<Option<?>> options() {
        return options;
    }

    /** Its own flags, in the order of its help. */
    public final List<Flag> flags() {
        return flags;
    }

    /** Its arguments, in their order on the command line. */
    public final List<Argument<?>> arguments() {
        return arguments;
    }

    /** Command lines worth copying. */
    public final List<Example> examples() {
        return examples;
    }

    /** Declares an option that is given at most once; {@code names} are separated by a comma, the long one last. */
    protected final <T> Option<T> option(String names, String label, ValueReader<T> reader, String description) {
        return add(new Option<>(split(names), label, reader, false, false, description));
    }

    /** Declares an option that cannot be left out. */
    protected final <T> Option<T> requiredOption(
            String names, String label, ValueReader<T> reader, String description) {
        return add(new Option<>(split(names), label, reader, true, false, description + " Required."));
    }

    /** Declares an option that may be given several times. */
    protected final <T> Option<T> options(String names, String label, ValueReader<T> reader, String description) {
        return add(new Option<>(split(names), label, reader, false, true, description));
    }

    /** Declares a flag. */
    protected final Flag flag(String names, String description) {
        Flag flag = new Flag(split(names), description);
        flags.add(flag);
        return flag;
    }

    /** Declares the next argument, which cannot be left out. */
    protected final <T> Argument<T> argument(String label, ValueReader<T> reader, String description) {
        return arguments(label, 1, 1, reader, description);
    }

    /** Declares the next argument as taking {@code least} to {@code most} words. */
    protected final <T> Argument<T> arguments(
            String label, int least, int most, ValueReader<T> reader, String description) {
        Argument<T> argument = new Argument<>(label, least, most, reader, description);
        arguments.add(argument);
        return argument;
    }

    /** Adds an example to the end of the help. */
    protected final void example(String line, String meaning) {
        examples.add(new Example(line, meaning));
    }

    /**
     * Turns the words that were taken in into values.
     *
     * @throws dev.slipway.launcher.errors.LauncherException {@code InvalidParameterValue} for the first that is wrong,
     *     {@code MissingParameter} for the first that was left out
     */
    public final void convert() {
        for (Parameter<?> parameter : parameters()) {
            parameter.convert();
        }
        if (shared != null) {
            shared.convert();
        }
    }

    /** Forgets whatever was taken in. */
    final void clear() {
        for (Parameter<?> parameter : parameters()) {
            parameter.clear();
        }
        if (shared != null) {
            shared.clear();
        }
    }

    /**
     * Something that a command line has.
     *
     * @param name the longest name of an option or a flag, with its dashes
     * @param word what was given to it; empty for a flag
     */
    public record Given(String name, Optional<String> word) {
    }

    /** Its own options and flags that were given, in the order of their declaration. */
    public final List<Given> given() {
        List<Given> given = new ArrayList<>();
        options.forEach(option -> option.words().forEach(word -> given.add(new Given(option.title(), Optional.of(word)))));
        flags.stream().filter(Flag::given).forEach(flag -> given.add(new Given(flag.title(), Optional.empty())));
        return given;
    }

    /** Takes in what a command line would have; whether there is such an option or flag. */
    public final boolean take(Given given) {
        Option<?> option = optionNamed(given.name());
        if (option != null && given.word().isPresent()) {
            option.take(given.word().get());
            return true;
        }
        Flag flag = flagNamed(given.name());
        if (flag != null && given.word().isEmpty()) {
            flag.take(Boolean.TRUE.toString());
            return true;
        }
        return false;
    }

    /** Whether it has a flag or an option with this name. */
    public final boolean knows(String typed) {
        return flagNamed(typed) != null || optionNamed(typed) != null;
    }

    /** Whether this is the name of an option with a value. */
    public final boolean takesValue(String typed) {
        return optionNamed(typed) != null;
    }

    /** The flag with this name, its own or a shared one; null where there is none. */
    final Flag flagNamed(String typed) {
        for (Flag flag : flags) {
            if (flag.names().contains(typed)) {
                return flag;
            }
        }
        return shared == null ? null : shared.flagNamed(typed);
    }

    /** The option with this name, its own or a shared one; null where there is none. */
    final Option<?> optionNamed(String typed) {
        for (Option<?> option : options) {
            if (option.names().contains(typed)) {
                return option;
            }
        }
        return shared == null ? null : shared.optionNamed(typed);
    }

    private List<Parameter<?>> parameters() {
        List<Parameter<?>> all = new ArrayList<>(options);
        all.addAll(flags);
        all.addAll(arguments);
        return all;
    }

    private <T> Option<T> add(Option<T> option) {
        options.add(option);
        return option;
    }

    private static List<String> split(String names) {
        int comma = names.indexOf(',');
        return comma < 0 ? List.of(names) : List.of(names.substring(0, comma), names.substring(comma + 1).strip());
    }
}
