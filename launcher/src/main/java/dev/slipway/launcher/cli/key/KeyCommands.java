package dev.slipway.launcher.cli.key;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway key}. */
public final class KeyCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("key", "Key pairs: who may log in to instances.",
            () -> List.of(new KeyCreate(), new KeyImport(), new KeyList(), new KeyDescribe(), new KeyDelete()));

    private KeyCommands() {
    }
}
