package dev.slipway.launcher.cli.sharing;

import dev.slipway.imagestore.sharing.PermissionChange;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;

/** The options that say with whom something is shared, or no longer. */
abstract class WithWhom extends Verb {

    private final Option<String> accounts = options("--user-id", "ACCOUNT", Values.TEXT,
            "An account, twelve digits; may be given several times.");
    private final Flag everybody;

    WithWhom(String name, String summary, String everybodyMeans) {
        super(name, summary);
        everybody = flag("--public", everybodyMeans);
    }

    /** Whom the options name. */
    final Permissions named() {
        return PermissionChange.of(everybody.given(), accounts.values());
    }
}
