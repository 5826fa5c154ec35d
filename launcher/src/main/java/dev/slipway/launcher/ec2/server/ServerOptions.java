package dev.slipway.launcher.ec2.server;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a server listens, and how.
 *
 * @param certificate the certificate and those it follows from, as PEM; empty for plain HTTP
 * @param key its private key, as PEM
 * @param force listens where that is not safe, too
 * @param socket one that listens already, by whoever started the process; the address is its own then
 */
public record ServerOptions(InetSocketAddress address, Optional<Path> certificate, Optional<Path> key, boolean force,
        Optional<ServerSocketChannel> socket) {

    /** One that is opened at this address. */
    public ServerOptions(InetSocketAddress address, Optional<Path> certificate, Optional<Path> key, boolean force) {
        this(address, certificate, key, force, Optional.empty());
    }

    /** Throws INVALID_PARAMETER_COMBINATION for one of certificate and key. */
    public ServerOptions {
        if (certificate.isPresent() != key.isPresent()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "A certificate and its key are given together.");
        }
    }

    /** Throws LISTEN_FAILED for a name that is no address, LISTEN_UNSAFE where others could listen in, or have no key. */
    void check(boolean hasAccessKeys) {
        if (address.isUnresolved()) {
            throw new LauncherException(LauncherError.LISTEN_FAILED, "'" + address.getHostString() + "' is no address.");
        }
        boolean safe = address.getAddress().isLoopbackAddress() || certificate.isPresent() && hasAccessKeys;
        if (!safe && !force) {
            throw new LauncherException(LauncherError.LISTEN_UNSAFE, "Others can reach '" + address.getHostString()
                    + "', so it takes a certificate and at least one access key.",
                    "Give --certificate and --key, and make a key with: slipway credentials create");
        }
    }
}
