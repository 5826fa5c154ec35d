package dev.slipway.host.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void runsStepsNewestFirst() {
        try (Rollback rollback = new Rollback()) {
            rollback.onFailure(() -> done.add("first"));
            rollback.onFailure(() -> done.add("second"));
        }
        assertEquals(List.of("second", "first"), done);
    }

    @Test
    void forgetsStepsOnCommit() {
        try (Rollback rollback = new Rollback()) {
            rollback.onFailure(() -> done.add("step"));
            rollback.commit();
        }
        assertEquals(List.of(), done);
    }

    @Test
    void runsTheOtherStepsWhenOneFails() {
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> {
            try (Rollback rollback = new Rollback()) {
                rollback.onFailure(() -> done.add("first"));
                rollback.onFailure(() -> {
                    throw new java.io.IOException("no");
                });
            }
        });
        assertEquals("an undo step failed: no", failure.getMessage());
        assertEquals(List.of("first"), done);
    }

    @Test
    void keepsAnInterruptAwayFromTheStepsAndGivesItBack() {
        Rollback rollback = new Rollback();
        rollback.onFailure(() -> done.add("interrupted: " + Thread.currentThread().isInterrupted()));
        Thread.currentThread().interrupt();
        rollback.close();
        assertTrue(Thread.interrupted());
        assertEquals(List.of("interrupted: false"), done);
    }
}
