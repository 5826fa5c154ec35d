package dev.slipway.launcher.cli.syntax;

import java.util.List;

/**
 * Everything the program can be asked.
 *
 * @param name the word that calls it
 * @param summary one sentence about it
 * @param groups its groups of commands, in the order of the help
 * @param commands the commands that belong to no group
 * @param shared the options and flags that every command takes
 * @param examples command lines worth copying
 */
public record Program(
        String name,
        String summary,
        List<? extends CommandGroup> groups,
        List<? extends Syntax> commands,
        Syntax shared,
        List<Example> examples) {
}
