package dev.slipway.launcher.boot;

import java.time.Duration;

/** The machine of a guest that is waited for, as its hypervisor sees it. */
@FunctionalInterface
public interface GuestMachine {

    /** How often a hypervisor is asked that tells nothing by itself. */
    Duration UNTOLD = Duration.ofMillis(250);

    /** Asks the hypervisor whether it still runs: a round trip. */
    GuestCondition condition();

    /** Whether something was heard since {@link #condition} was last asked that makes it worth asking again; costs nothing. */
    default boolean hasChanged() {
        return false;
    }

    /** How long {@link #condition} need not be asked while nothing is heard. */
    default Duration pace() {
        return UNTOLD;
    }

    /** What the hypervisor's own process said before it ended; empty where it said nothing, or nobody may read it. */
    default String lastWords() {
        return "";
    }
}
