package dev.slipway.launcher.instance.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What fits beside what. */
class LoadTest {

    @Test
    void theScarcerOfTheTwoDecides() {
        assertEquals(3, new Load(1000, 3).holds(new Load(128, 1)));
        assertEquals(2, new Load(300, 64).holds(new Load(128, 1)));
        assertEquals(0, new Load(100, 64).holds(new Load(128, 1)));
    }

    @Test
    void nothingIsLessThanNone() {
        assertEquals(new Load(0, 4), new Load(100, 5).without(new Load(200, 1)));
        assertEquals(new Load(300, 6), new Load(100, 2).times(3));
        assertEquals(new Load(101, 3), new Load(100, 2).and(new Load(1, 1)));
    }
}
