package dev.slipway.launcher.cli.securitygroup;

import java.util.OptionalInt;

/** What {@code --port} says: a port, a range of them, or all. */
record PortRange(OptionalInt from, OptionalInt to) {

    /** Reads {@code 80}, {@code 8000-8080} or {@code -1}; throws IllegalArgumentException with half a sentence. */
    static PortRange parse(String text) {
        if (text.equals("-1") || text.equals("all")) {
            return new PortRange(OptionalInt.of(-1), OptionalInt.of(-1));
        }
        int dash = text.indexOf('-');
        String first = dash < 0 ? text : text.substring(0, dash);
        String last = dash < 0 ? "" : text.substring(dash + 1);
        if (!first.matches("[0-9]{1,5}") || dash >= 0 && !last.matches("[0-9]{1,5}|-1")) {
            throw new IllegalArgumentException("'" + text + "' is no port, no range such as 8000-8080, and not -1");
        }
        return new PortRange(OptionalInt.of(Integer.parseInt(first)),
                dash < 0 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(last)));
    }
}
