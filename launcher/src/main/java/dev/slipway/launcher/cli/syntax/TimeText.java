package dev.slipway.launcher.cli.syntax;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.settings.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.BiFunction;

/** Times as people write them; without a zone they are UTC, as EC2's are. */
public final class TimeText {

    private static final int DATE_LENGTH = 10;

    private TimeText() {
    }

    /**
     * Reads a day, a time of a day, how long from now, or {@code now}.
     *
     * @throws IllegalArgumentException with half a sentence about what is wrong
     */
    public static Instant future(String text) {
        return read(text, Instant::plus, "2027-01-31T12:00:00Z, 2027-01-31, 30d or now");
    }

    /** The same, but for how long ago. */
    public static Instant past(String text) {
        return read(text, Instant::minus, "2026-11-20T18:00:00Z, 2026-11-20, 10m or now");
    }

    private static Instant read(String text, BiFunction<Instant, Duration, Instant> fromNow, String examples) {
        try {
            if (text.equals("now")) {
                return Timestamp.now();
            }
            if (text.indexOf('-') < 0) {
                return fromNow.apply(Timestamp.now(), DurationText.parse(text));
            }
            if (text.length() <= DATE_LENGTH) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            String time = text.replace(' ', 'T');
            boolean zoned = time.endsWith("Z") || time.indexOf('+') > 0 || time.lastIndexOf('-') > DATE_LENGTH;
            return zoned ? OffsetDateTime.parse(time).toInstant() : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is no time such as " + examples, e);
        }
    }
}
