package dev.slipway.launcher.it;

import dev.slipway.host.errors.SlipwayException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for something that comes about in its own time. */
final class Await {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 50;

    private Await() {
    }

    /** Returns once the condition holds; one that throws does not hold yet. */
    static void until(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        Exception last = null;
        while (System.nanoTime() < end) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (SlipwayException e) {
                last = e;
            } catch (Exception e) {
                throw new AssertionError("while waiting until " + what, e);
            }
            pause(what);
        }
        throw new AssertionError("never came about: " + what, last);
    }

    /** After every look, a failed one too: whom we ask thousands of times a second does nothing else. */
    private static void pause(String what) {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting until " + what, e);
        }
    }
}
