package dev.slipway.launcher.cli.access;

import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.access.Way;
import java.util.Optional;

/** The flags {@code --agent} and {@code --ssh}, of which one at most is given. */
final class WayFlags {

    private WayFlags() {
    }

    static Optional<Way> way(Flag agent, Flag ssh) {
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
