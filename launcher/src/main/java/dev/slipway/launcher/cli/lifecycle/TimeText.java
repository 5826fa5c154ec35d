package dev.slipway.launcher.cli.lifecycle;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.settings.DurationText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as people write them; without a zone they are UTC, as EC2's are. */
final class TimeText {

    private static final int DATE_LENGTH = 10;

    private TimeText() {
    }

    /**
     * Reads a day, a time of a day, a duration from now, or {@code now}.
     *
     * @throws IllegalArgumentException with half a sentence about what is wrong
     */
    static Instant parse(String text) {
        try {
            if (text.equals("now")) {
                return Timestamp.now();
            }
            if (text.indexOf('-') < 0) {
                return Timestamp.now().plus(DurationText.parse(text));
            }
            if (text.length() <= DATE_LENGTH) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            String time = text.replace(' ', 'T');
            boolean zoned = time.endsWith("Z") || time.indexOf('+') > 0 || time.lastIndexOf('-') > DATE_LENGTH;
            return zoned ? OffsetDateTime.parse(time).toInstant() : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time such as 2027-01-31T12:00:00Z, 2027-01-31, 30d or now", e);
        }
    }
}
