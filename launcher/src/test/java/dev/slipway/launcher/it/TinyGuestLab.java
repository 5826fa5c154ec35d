package dev.slipway.launcher.it;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests that share a home with both kinds of tiny guest, and each leave nothing in it. */
abstract class TinyGuestLab {

    static Lab lab;

    @BeforeAll
    static void makeLab() {
        lab = Lab.withTinyGuests();
    }

    @AfterEach
    void nothingIsLeft() {
        lab.assertNothingLeft();
    }

    @AfterAll
    static void closeLab() {
        lab.close();
    }
}
