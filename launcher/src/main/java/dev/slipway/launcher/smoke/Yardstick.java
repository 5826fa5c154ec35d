package dev.slipway.launcher.smoke;

import java.util.function.Function;

/** What the times of cases are held against. */
public interface Yardstick {

    /** Nothing. */
    Yardstick NONE = new Yardstick() { };

    /** Called before the first case; may boot cases of its own, one after the other, which are no part of the results. */
    default void calibrate(Function<SmokeCase, CaseResult> boot) {
    }

    /** The result, or the failure that it is by its times. Called by several threads. */
    default CaseResult judge(CaseResult result) {
        return result;
    }
}
