package dev.slipway.launcher.cli.lifecycle;

import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.lifecycle.ImageSwitch.Action;
import java.util.List;

/** The commands of {@code slipway image} that say what becomes of an image after it was made. */
public final class LifecycleCommands {

    private LifecycleCommands() {
    }

    /** All of them, in the order of the help. */
    public static List<Verb> ofImages() {
        return List.of(new ImageDeprecate(), new ImageSwitch(Action.UNDEPRECATE), new ImageSwitch(Action.DISABLE),
                new ImageSwitch(Action.ENABLE), new ImageProtect(), new ImageSwitch(Action.UNPROTECT),
                new ImageDeregister(), new ImagePrune());
    }
}
