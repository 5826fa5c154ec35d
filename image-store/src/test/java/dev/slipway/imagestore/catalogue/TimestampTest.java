package dev.slipway.imagestore.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    @Test
    void timesAreWrittenAsEc2WritesThem() {
        assertEquals("2026-01-31T12:34:56.000Z", Timestamp.format(Instant.parse("2026-01-31T12:34:56Z")));
        assertEquals("1969-12-31T23:59:59.999Z", Timestamp.format(Instant.ofEpochMilli(-1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31T12:34:56.007Z", "2024-02-29T00:00:00.000Z", "1999-12-31T23:59:59.999Z"})
    void whatIsWrittenIsReadAgain(String text) {
        assertEquals(Instant.parse(text), Timestamp.parse(text));
        assertEquals(text, Timestamp.format(Timestamp.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-01-31", "2026-02-30T12:34:56.000Z", "2026-01-31 12:34:56.000Z", "x026-01-31T12:34:56.000Z"})
    void anythingElseIsNoTime(String text) {
        assertThrows(IllegalArgumentException.class, () -> Timestamp.parse(text));
    }
}
