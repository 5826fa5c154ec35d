package dev.slipway.launcher.smoke;

/** Told what happens in a run, by several threads. */
public interface SmokeListener {

    /** What a guest prints, Latin-1 as it was read. */
    default void console(SmokeCase smokeCase, String text) {
    }

    /** Something went wrong that changes no verdict: a sentence. */
    default void trouble(String sentence) {
    }

    /** A case has ended; its instance is gone. */
    void ended(CaseResult result);
}
