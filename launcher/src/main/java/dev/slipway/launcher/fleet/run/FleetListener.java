package dev.slipway.launcher.fleet.run;

import dev.slipway.launcher.fleet.plan.FleetPlan;

/** Told what happens while a fleet is worked on, by several threads. */
public interface FleetListener {

    /** Listens to nothing. */
    FleetListener NONE = event -> { };

    /** What is about to be done. */
    default void begins(FleetPlan plan) {
    }

    /** What a guest prints while it is waited for, Latin-1 as it was read. */
    default void console(String member, String text) {
    }

    /** Something is in the way of the work, and it is tried again: a sentence. */
    default void trouble(String sentence) {
    }

    /** Something happened to a member. */
    void happened(FleetEvent event);
}
