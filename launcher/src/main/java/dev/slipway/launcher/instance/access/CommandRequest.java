package dev.slipway.launcher.instance.access;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command to be run in a guest.
 *
 * @param command a program and its arguments, which arrive as they are: no shell takes them apart
 * @param way how; empty for the agent where it answers, else ssh
 * @param ssh how to log in, where it comes to that
 * @param input what the command reads: empty for nothing
 * @param captured whether its output is wanted as a result; else it may go where this process's goes, as it comes
 * @param timeout how long it may take
 */
public record CommandRequest(List<String> command, Optional<Way> way, SshRequest ssh, Optional<InputStream> input,
        boolean captured, Duration timeout) {

    /** Throws INVALID_PARAMETER_COMBINATION for a user with the agent, which knows none. */
    public CommandRequest {
        command = List.copyOf(command);
        requireNonNull(way, "way");
        requireNonNull(ssh, "ssh");
        requireNonNull(input, "input");
        requireNonNull(timeout, "timeout");
        if (command.isEmpty()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER, "The request must contain a command.");
        }
        requireNoUser(way, ssh);
    }

    static void requireNoUser(Optional<Way> way, SshRequest ssh) {
        if (way.isPresent() && way.get() == Way.AGENT && (ssh.user().isPresent() || ssh.identity().isPresent())) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "The guest's agent acts as root and takes neither user nor key.");
        }
    }
}
