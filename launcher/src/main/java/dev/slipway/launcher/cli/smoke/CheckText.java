package dev.slipway.launcher.cli.smoke;

import dev.slipway.launcher.smoke.check.Check;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a guest is asked, in the words of {@code --tcp} and {@code --http}. */
final class CheckText {

    private static final Pattern HTTP = Pattern.compile("(\\d{1,5})(/[\\x21-\\x7e]*)?");
    private static final int HIGHEST = 65535;

    private CheckText() {
    }

    /** Reads {@code PORT}. */
    static Check.Tcp tcp(String text) {
        return new Check.Tcp(port(text, text, "a port"));
    }

    /** Reads {@code PORT[/PATH]}. */
    static Check.Http http(String text) {
        Matcher matcher = HTTP.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no PORT/PATH, such as 8080/health");
        }
        return new Check.Http(port(matcher.group(1), text, "a PORT/PATH, such as 8080/health"),
                matcher.group(2) == null ? "/" : matcher.group(2));
    }

    private static int port(String digits, String text, String what) {
        if (digits.matches("\\d{1,5}")) {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= HIGHEST) {
                return port;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no " + what.substring(2) + "; ports lie between 1 and " + HIGHEST);
    }
}
