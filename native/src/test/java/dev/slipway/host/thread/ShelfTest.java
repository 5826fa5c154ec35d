package dev.slipway.host.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShelfTest {

    private final List<String> ended = new ArrayList<>();

    @Test
    void whatWasPutThereLastIsTakenFirstAndByItsName() {
        Shelf<String, String> shelf = new Shelf<>(8, Duration.ofMinutes(1), ended::add);
        shelf.put("a", "first");
        shelf.put("a", "second");
        shelf.put("b", "other");
        assertEquals(Optional.of("second"), shelf.take("a"));
        assertEquals(Optional.of("first"), shelf.take("a"));
        assertEquals(Optional.empty(), shelf.take("a"));
        assertTrue(shelf.has("b"));
        assertFalse(shelf.endIdle());
        assertEquals(List.of(), ended);
    }

    @Test
    void whatThereIsNoRoomForAndWhatNobodyWantsIsEnded() {
        Shelf<String, String> shelf = new Shelf<>(1, Duration.ofNanos(-1), ended::add);
        shelf.put("a", "oldest");
        shelf.put("b", "newest");
        assertEquals(List.of("oldest"), ended);
        assertTrue(shelf.endIdle());
        assertEquals(List.of("oldest", "newest"), ended);
        assertEquals(0, shelf.size());
    }

    @Test
    void aClosedShelfKeepsNothing() {
        Shelf<String, String> shelf = new Shelf<>(8, Duration.ofMinutes(1), ended::add);
        shelf.put("a", "there");
        shelf.close();
        shelf.put("a", "late");
        assertEquals(List.of("there", "late"), ended);
        assertFalse(shelf.has("a"));
    }
}
