package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.command.Invocation;
import java.util.function.Consumer;

/** Shows what a guest prints while it is waited for, on standard error: standard output has the answer. */
final class LiveConsole {

    private LiveConsole() {
    }

    static Consumer<String> when(boolean wanted, Invocation invocation) {
        return wanted ? invocation::echo : text -> { };
    }
}
