package dev.slipway.launcher.cli.syntax;

import java.util.List;

/** Commands that share their first word: {@code slipway image ...}. */
public interface CommandGroup {

    /** The shared word. */
    String name();

    /** One sentence, shown in lists of commands. */
    String summary();

    /** The commands, in the order of the help. */
    List<? extends Syntax> commands();
}
