package dev.slipway.launcher.cli.access;

import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.access.Way;
import java.util.Optional;

/** The flags {@code --agent} and {@code --ssh}, of which one at most is given. */
public final class WayFlags {

    private WayFlags() {
    }

    /** The way that was chosen; empty for whichever answers. Throws InvalidParameterCombination. */
    public static Optional<Way> way(Flag agent, Flag ssh) {
        if (agent.given() && ssh.given()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "--agent and --ssh are two ways; give one of them, or none.");
        }
        if (agent.given()) {
            return Optional.of(Way.AGENT);
        }
        return ssh.given() ? Optional.of(Way.SSH) : Optional.empty();
    }
}
