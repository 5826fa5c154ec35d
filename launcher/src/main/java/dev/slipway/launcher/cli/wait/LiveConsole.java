package dev.slipway.launcher.cli.wait;

import dev.slipway.launcher.cli.command.Invocation;
import java.util.function.Consumer;

/** Shows what a guest prints while it is waited for, on standard error: standard output has the answer. */
public final class LiveConsole {

    private LiveConsole() {
    }

    /** What is told what a guest prints: the user, where that is wanted. */
    public static Consumer<String> when(boolean wanted, Invocation invocation) {
        return wanted ? invocation::echo : text -> { };
    }
}
