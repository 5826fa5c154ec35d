package dev.slipway.launcher.cli.command;

import dev.slipway.launcher.cli.syntax.CommandGroup;
import java.util.List;
import java.util.function.Supplier;

/**
 * The commands about one kind of object: {@code slipway image ...}.
 *
 * @param name the word that calls them
 * @param summary one sentence, shown in lists of commands
 * @param verbs makes the commands, in the order of the help; asked for only when the noun is the one being used
 */
public record Noun(String name, String summary, Supplier<List<Verb>> verbs) implements CommandGroup {

    @Override
    public List<Verb> commands() {
        return verbs.get();
    }
}
