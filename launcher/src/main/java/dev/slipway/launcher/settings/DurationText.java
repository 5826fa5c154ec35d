package dev.slipway.launcher.settings;

import java.time.Duration;

/** Durations as people write them: {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 500ms}. */
public final class DurationText {

    /** How to write one, for a hint line. */
    public static final String HINT = "Write a duration as 90s, 5m or 1h30m.";

    private DurationText() {
    }

    /**
     * Reads a duration longer than zero; every number needs its unit.
     *
     * @throws IllegalArgumentException with half a sentence about what is wrong
     */
    public static Duration parse(String text) {
        Duration sum = Duration.ZERO;
        int at = 0;
        while (at < text.length()) {
            int unit = skip(text, at, true);
            int end = skip(text, unit, false);
            if (unit == at || end == unit) {
                throw invalid(text);
            }
            try {
                sum = sum.plus(times(Long.parseLong(text.substring(at, unit)), text.substring(unit, end), text));
            } catch (ArithmeticException | NumberFormatException e) {
                throw invalid(text);
            }
            at = end;
        }
        if (sum.isZero()) {
            throw invalid(text);
        }
        return sum;
    }

    /** The shortest text that {@link #parse} reads back, in milliseconds at the finest. */
    public static String of(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number != 0) {
            text.append(number).append(unit);
        }
    }

    private static Duration times(long number, String unit, String text) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> throw invalid(text);
        };
    }

    private static int skip(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && digits == (text.charAt(at) >= '0' && text.charAt(at) <= '9')) {
            at++;
        }
        return at;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("'" + text + "' is no duration");
    }
}
