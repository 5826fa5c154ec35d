package dev.slipway.host.process;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words as a line for a POSIX shell, each to arrive there as it is. */
public final class ShellWords {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    private ShellWords() {
    }

    /** The line; words that mean nothing to a shell stand in it without quotes. */
    public static String line(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
