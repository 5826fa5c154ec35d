package dev.slipway.launcher.exchange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever works on a task is interrupted when it is cancelled, and by nothing once it is over. */
@Timeout(20)
class CancelWatchTest {

    @Test
    void theWorkIsInterruptedAndWhatFollowsIsNot() {
        AtomicBoolean cancelled = new AtomicBoolean();
        CancelWatch.during(cancelled::get, () -> {
            cancelled.set(true);
            assertThrows(InterruptedException.class, () -> Thread.sleep(60_000));
            // Whoever is interrupted sets the flag again, as all of ours do.
            Thread.currentThread().interrupt();
        });
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptionFromElsewhereStays() {
        CancelWatch.during(() -> false, () -> Thread.currentThread().interrupt());
        assertTrue(Thread.interrupted());
    }
}
