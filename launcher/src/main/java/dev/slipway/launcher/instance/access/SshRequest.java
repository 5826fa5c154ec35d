package dev.slipway.launcher.instance.access;

import dev.slipway.launcher.keypair.PrivateKeyFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How somebody wants to log in by ssh.
 *
 * @param user as whom; empty for the guest's usual user, see {@link LoginUser}
 * @param identity the private key; empty for the one of the instance's key pair, where it is in {@code keys}
 * @param keys the user's private keys
 * @param newHostKey whether the host key that was learnt before is forgotten
 * @param patience how long the guest may take until its ssh server answers
 */
public record SshRequest(Optional<String> user, Optional<Path> identity, PrivateKeyFiles keys, boolean newHostKey,
        Duration patience) {
}
