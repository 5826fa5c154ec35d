package dev.slipway.launcher.cli.store;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway store}. */
public final class StoreCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("store", "The image store's own upkeep.",
            () -> List.of(new StoreCheckVerb(), new StoreGc(), new StoreRebuildVerb()));

    private StoreCommands() {
    }
}
