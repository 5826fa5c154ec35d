package dev.slipway.launcher.instance.history;

import static java.util.Objects.requireNonNull;

/**
 * Who brings changes about.
 *
 * @param user the user of this host
 * @param command what the user had Slipway do, such as {@code instance stop}
 */
public record Actor(String user, String command) {

    public Actor {
        requireNonNull(user, "user");
        requireNonNull(command, "command");
    }

    /** The user of this process. */
    public static Actor ofProcess(String command) {
        // The virtual machine asked the system for it when it started; no process and no native call is needed.
        return new Actor(System.getProperty("user.name", ""), command);
    }
}
