package dev.slipway.launcher.cli.usage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as people give them: a day, which is its midnight by UTC, or a whole timestamp with its zone. */
final class TimeText {

    private TimeText() {
    }

    /** Reads one; throws IllegalArgumentException with half a sentence. */
    static Instant read(String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither a day such as 2026-11-01 nor a time such as 2026-11-01T12:00:00Z", e);
        }
    }
}
