package dev.slipway.launcher.domain;

import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_VALUE;

import dev.slipway.launcher.errors.LauncherException;

/** The door for hardware addresses. */
final class MacText {

    private static final int LENGTH = 17;

    private MacText() {
    }

    /** Returns six pairs of lower-case hex digits joined by colons, of one station; refuses all else. */
    static String checked(String mac) {
        boolean right = mac.length() == LENGTH;
        for (int i = 0; right && i < LENGTH; i++) {
            char c = mac.charAt(i);
            right = i % 3 == 2 ? c == ':' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        // The lowest bit of the first byte marks a group address, which no network card may have.
        if (!right || (Character.digit(mac.charAt(1), 16) & 1) == 1) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "The MAC address '" + mac
                    + "' is not six pairs of lower-case hex digits joined by colons, of one station.");
        }
        return mac;
    }
}
