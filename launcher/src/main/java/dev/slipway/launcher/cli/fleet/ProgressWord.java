package dev.slipway.launcher.cli.fleet;

import java.util.List;

/** How it is shown what happens to a fleet. */
enum ProgressWord {
    /** A table on a terminal, lines elsewhere. */
    AUTO("auto"),
    LINES("lines"),
    JSON("json"),
    NONE("none");

    static final List<ProgressWord> ALL = List.of(values());
    static final String HELP = "What happens, on standard error: auto (a table on a terminal, lines elsewhere), lines, json, none.";

    private final String word;

    ProgressWord(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
