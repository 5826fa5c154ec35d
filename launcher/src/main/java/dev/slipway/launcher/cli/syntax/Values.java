package dev.slipway.launcher.cli.syntax;

import dev.slipway.launcher.settings.DurationText;
import dev.slipway.launcher.settings.SizeText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The kinds of value that options and arguments take. */
public final class Values {

    /** Any text. */
    public static final ValueReader<String> TEXT = text -> text;
    /** A path of the file system, made absolute. */
    public static final ValueReader<Path> PATH = Values::path;
    /** A duration such as {@code 5m}. */
    public static final ValueReader<Duration> DURATION = DurationText::parse;
    /** A size in bytes such as {@code 10G}. */
    public static final ValueReader<Long> SIZE = SizeText::parse;
    /** A whole number of one or more. */
    public static final ValueReader<Integer> COUNT = Values::count;

    private Values() {
    }

    /** One of the words that the values of an enum (or of any list) print as. */
    public static <T> ValueReader<T> oneOf(List<T> values, Function<T, String> word) {
        return text -> {
            List<String> words = new ArrayList<>();
            for (T value : values) {
                if (word.apply(value).equals(text)) {
                    return value;
                }
                words.add(word.apply(value));
            }
            throw new IllegalArgumentException("'" + text + "' is none of " + String.join(", ", words));
        };
    }

    private static Path path(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path", e);
        }
    }

    private static int count(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no whole number", e);
        }
        throw new IllegalArgumentException("'" + text + "' is no number of one or more");
    }
}
