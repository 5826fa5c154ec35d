package dev.slipway.launcher.cli.type;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway type}. */
public final class TypeCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("type", "Instance types: how much of the host an instance gets.",
            () -> List.of(new TypeList()));

    private TypeCommands() {
    }
}
