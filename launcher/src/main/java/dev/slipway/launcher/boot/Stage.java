package dev.slipway.launcher.boot;

/** How far a guest has come, in the order in which a healthy one passes. */
public enum Stage {
    /** QEMU runs the guest's processor. */
    RUNNING("running"),
    /** The kernel has spoken on the console. */
    KERNEL("kernel"),
    /** A program of the guest's user space has spoken. */
    USERSPACE("userspace"),
    /** A login prompt stands on the console. */
    LOGIN("login");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** The word of the command line, such as {@code login}. */
    public String word() {
        return word;
    }
}
