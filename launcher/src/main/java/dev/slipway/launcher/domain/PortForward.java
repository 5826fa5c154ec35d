package dev.slipway.launcher.domain;

import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_VALUE;

import dev.slipway.launcher.errors.LauncherException;

/** A TCP port of the host that leads to a TCP port of the guest. */
public record PortForward(String hostAddress, int hostPort, int guestPort) {

    /** The only address Slipway opens ports on by itself. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int HIGHEST = 65535;

    public PortForward {
        requirePort(hostPort);
        requirePort(guestPort);
        // The address becomes part of one of QEMU's comma-separated options: nothing but a dotted address may pass.
        if (!isDotted(hostAddress)) {
            throw new LauncherException(INVALID_PARAMETER_VALUE,
                    "The address '" + hostAddress + "' is not an IPv4 address.");
        }
    }

    /** A forward from the loopback address. */
    public static PortForward onLoopback(int hostPort, int guestPort) {
        return new PortForward(LOOPBACK, hostPort, guestPort);
    }

    /** QEMU's notation: {@code tcp:address:port-:port}. */
    String qemuOption() {
        return "tcp:" + hostAddress + ":" + hostPort + "-:" + guestPort;
    }

    private static void requirePort(int port) {
        if (port < 1 || port > HIGHEST) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "The port " + port + " is not between 1 and 65535.");
        }
    }

    private static boolean isDotted(String address) {
        int parts = 0;
        int value = -1;
        for (int i = 0; i <= address.length(); i++) {
            char c = i == address.length() ? '.' : address.charAt(i);
            if (c == '.') {
                if (value < 0) {
                    return false;
                }
                parts++;
                value = -1;
            } else if (c < '0' || c > '9') {
                return false;
            } else {
                value = Math.max(value, 0) * 10 + (c - '0');
                if (value > 255) {
                    return false;
                }
            }
        }
        return parts == 4;
    }
}
