package dev.slipway.launcher.boot;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a guest that comes up passes. The first four are a line: each proves those before it. The others each need
 * something of the guest (an agent, an ssh server, cloud-init) and come in any order, also before the login prompt.
 */
public enum Stage {
    /** QEMU runs the guest's processor. */
    RUNNING("running"),
    /** The kernel has spoken on the console. */
    KERNEL("kernel"),
    /** A program of the guest's user space has spoken. */
    USERSPACE("userspace"),
    /** A login prompt stands on the console. */
    LOGIN("login"),
    /** The guest has an address. */
    NETWORK("network"),
    /** Its guest agent answers. */
    AGENT("agent"),
    /** Its ssh server has greeted. */
    SSH("ssh"),
    /** cloud-init has finished, without errors. */
    CLOUD_INIT("cloud-init");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** The word of the command line, such as {@code login}. */
    public String word() {
        return word;
    }

    /** Whether something beside the console is asked for it. */
    public boolean isProbed() {
        return compareTo(LOGIN) > 0;
    }

    /** Itself, and every stage that a guest has passed too when it is here. */
    public Set<Stage> proven() {
        return switch (this) {
            case RUNNING -> EnumSet.of(RUNNING);
            // A kernel may configure its interface itself, before there is a user space.
            case KERNEL -> EnumSet.of(RUNNING, KERNEL);
            case NETWORK -> EnumSet.of(RUNNING, KERNEL, NETWORK);
            case USERSPACE -> EnumSet.of(RUNNING, KERNEL, USERSPACE);
            case LOGIN, AGENT, CLOUD_INIT -> EnumSet.of(RUNNING, KERNEL, USERSPACE, this);
            case SSH -> EnumSet.of(RUNNING, KERNEL, USERSPACE, NETWORK, SSH);
        };
    }
}
