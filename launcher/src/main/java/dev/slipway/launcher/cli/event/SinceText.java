package dev.slipway.launcher.cli.event;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.settings.DurationText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A time in the past as people write it; without a zone it is UTC, as EC2's times are. */
final class SinceText {

    private static final int DATE_LENGTH = 10;

    private SinceText() {
    }

    /** Reads a day, a time of a day, how long ago, or {@code now}; throws IllegalArgumentException with half a sentence. */
    static Instant read(String text) {
        try {
            if (text.equals("now")) {
                return Timestamp.now();
            }
            if (text.indexOf('-') < 0) {
                return Timestamp.now().minus(DurationText.parse(text));
            }
            if (text.length() <= DATE_LENGTH) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            String time = text.replace(' ', 'T');
            boolean zoned = time.endsWith("Z") || time.indexOf('+') > 0 || time.lastIndexOf('-') > DATE_LENGTH;
            return zoned ? OffsetDateTime.parse(time).toInstant() : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time such as 2026-11-20T18:00:00Z, 2026-11-20, 10m or now", e);
        }
    }
}
