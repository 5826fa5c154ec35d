package dev.slipway.imagestore.catalogue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Times as EC2 writes them, always with milliseconds: {@code 2026-01-31T12:34:56.000Z}. As text they sort by time.
 * Done by hand: java.time's own formatter leaves zero milliseconds away and costs a cold command 20 ms.
 */
public final class Timestamp {

    private static final int LENGTH = 24;
    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd.dddZ";
    private static final long DAY_SECONDS = 86_400;

    private Timestamp() {
    }

    /** Now, cut to the milliseconds that are kept. */
    public static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    /** The time as text, cut to milliseconds. */
    public static String format(Instant time) {
        long seconds = time.getEpochSecond();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY_SECONDS));
        int second = (int) Math.floorMod(seconds, DAY_SECONDS);
        StringBuilder text = new StringBuilder(LENGTH);
        digits(text, date.getYear(), 4).append('-');
        digits(text, date.getMonthValue(), 2).append('-');
        digits(text, date.getDayOfMonth(), 2).append('T');
        digits(text, second / 3600, 2).append(':');
        digits(text, second / 60 % 60, 2).append(':');
        digits(text, second % 60, 2).append('.');
        return digits(text, time.getNano() / 1_000_000, 3).append('Z').toString();
    }

    /** The time a text says; throws IllegalArgumentException for any other form than that of {@link #format}. */
    public static Instant parse(String text) {
        if (text == null || text.length() != LENGTH) {
            throw new IllegalArgumentException("not of the form 2026-01-31T12:34:56.000Z: " + text);
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (SHAPE.charAt(i) == 'd' ? c < '0' || c > '9' : c != SHAPE.charAt(i)) {
                throw new IllegalArgumentException("not of the form 2026-01-31T12:34:56.000Z: " + text);
            }
        }
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
            long second = number(text, 11, 13) * 3600L + number(text, 14, 16) * 60L + number(text, 17, 19);
            return Instant.ofEpochSecond(day * DAY_SECONDS + second, number(text, 20, 23) * 1_000_000L);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no such day: " + text, e);
        }
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        for (int power = (int) Math.pow(10, width - 1.0); power > 0; power /= 10) {
            text.append((char) ('0' + number / power % 10));
        }
        return text;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
