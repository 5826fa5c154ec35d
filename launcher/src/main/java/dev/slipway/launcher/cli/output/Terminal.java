package dev.slipway.launcher.cli.output;

/**
 * What is known of the terminal. bin/slipway finds out, for whom it costs nothing, and tells through system properties;
 * without it nothing counts as a terminal.
 *
 * @param stdout whether standard output is a terminal
 * @param stderr whether standard error is a terminal
 * @param columns width of the terminal
 */
public record Terminal(boolean stdout, boolean stderr, int columns) {

    private static final int USUAL_COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 20;

    /** As bin/slipway found it. */
    public static Terminal found() {
        return new Terminal(
                Boolean.getBoolean("slipway.stdout.terminal"),
                Boolean.getBoolean("slipway.stderr.terminal"),
                columns(Integer.getInteger("slipway.columns", 0)));
    }

    /** A terminal that does not know its width says zero. */
    private static int columns(int told) {
        return told <= 0 ? USUAL_COLUMNS : Math.max(FEWEST_COLUMNS, told);
    }
}
