package dev.slipway.launcher.network;

import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_VALUE;

import dev.slipway.launcher.errors.LauncherException;
import java.util.Optional;

/**
 * A port of the guest that shall be reachable on 127.0.0.1.
 *
 * @param hostPort where; nothing when any free port will do
 */
public record ForwardRequest(Optional<Integer> hostPort, int guestPort) {

    private static final int HIGHEST = 65535;
    private static final int MOST_DIGITS = 5;

    /** The port ssh listens on. */
    public static final ForwardRequest SSH = new ForwardRequest(Optional.empty(), 22);

    public ForwardRequest {
        hostPort = hostPort == null ? Optional.empty() : hostPort;
        if (guestPort < 1 || guestPort > HIGHEST || hostPort.isPresent()
                && (hostPort.get() < 1 || hostPort.get() > HIGHEST)) {
            throw new IllegalArgumentException("ports lie between 1 and 65535: " + hostPort + ", " + guestPort);
        }
    }

    /** Reads {@code HOSTPORT:GUESTPORT}, or {@code GUESTPORT} for any free port of the host. */
    public static ForwardRequest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new ForwardRequest(Optional.empty(), port(text, text));
        }
        return new ForwardRequest(Optional.of(port(text.substring(0, colon), text)),
                port(text.substring(colon + 1), text));
    }

    private static int port(String digits, String whole) {
        int port = 0;
        boolean number = !digits.isEmpty() && digits.length() <= MOST_DIGITS;
        for (int i = 0; number && i < digits.length(); i++) {
            number = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
            port = port * 10 + digits.charAt(i) - '0';
        }
        if (!number || port < 1 || port > HIGHEST) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "The forward '" + whole
                    + "' is not HOSTPORT:GUESTPORT, with ports between 1 and 65535.",
                    "For example 8080:80, or 80 alone for any free port of the host.");
        }
        return port;
    }
}
