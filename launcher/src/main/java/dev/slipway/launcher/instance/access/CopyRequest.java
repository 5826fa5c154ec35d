package dev.slipway.launcher.instance.access;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Files to be copied between this host and a guest.
 *
 * @param direction which of the two is the source
 * @param local a file or folder of this host
 * @param inGuest a path in the guest; by ssh, a relative one begins at the user's home
 * @param way how; empty for ssh where the private key is known, else for what answers first
 * @param ssh how to log in, where it comes to that
 */
public record CopyRequest(Direction direction, Path local, String inGuest, Optional<Way> way, SshRequest ssh) {

    /** Where to. */
    public enum Direction {
        INTO_GUEST,
        OUT_OF_GUEST
    }

    /** Throws INVALID_PARAMETER_COMBINATION for a user with the agent, which knows none. */
    public CopyRequest {
        requireNonNull(direction, "direction");
        requireNonNull(local, "local");
        requireNonNull(way, "way");
        requireNonNull(ssh, "ssh");
        inGuest = inGuest.isEmpty() ? "." : inGuest;
        CommandRequest.requireNoUser(way, ssh);
    }
}
