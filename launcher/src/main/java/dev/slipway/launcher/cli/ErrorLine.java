package dev.slipway.launcher.cli;

import dev.slipway.host.errors.ExitCode;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.cli.command.GlobalOptions;
import dev.slipway.launcher.cli.output.Printable;
import java.io.PrintStream;

/** Tells the user what went wrong: one line, and a second one where there is a hint. */
final class ErrorLine {

    private static final String NAME = "slipway: ";
    /** A sentence that quotes what somebody typed or another program said is no longer than anybody reads. */
    private static final int LONGEST = 1000;
    private static final String CUT = " ... ";

    private ErrorLine() {
    }

    /** Prints an error and answers what the process ends with. */
    static int print(Throwable error, PrintStream stderr, boolean debug) {
        int exit;
        if (error instanceof SlipwayException known) {
            stderr.println(NAME + known.code().code() + ": " + sentence(known.getMessage()));
            known.hint().ifPresent(hint -> printHint(stderr, hint));
            exit = known.code().exit().number();
        } else {
            stderr.println(NAME + "InternalError: " + sentence(error.toString()));
            stderr.println(NAME + "hint: This is a defect in Slipway."
                    + (debug ? "" : " Run the command again with " + GlobalOptions.DEBUG + " to see where."));
            exit = ExitCode.DEFECT.number();
        }
        if (debug) {
            error.printStackTrace(stderr);
        }
        return exit;
    }

    /** One line; of a very long one its beginning and its end, which have what the error is about. */
    private static String sentence(String message) {
        String line = Printable.line(message);
        int half = (LONGEST - CUT.length()) / 2;
        return line.length() <= LONGEST ? line
                : line.substring(0, half) + CUT + line.substring(line.length() - half);
    }

    /** A hint may have lines of its own below it: the end of a console. */
    private static void printHint(PrintStream stderr, String hint) {
        String start = NAME + "hint: ";
        for (String line : hint.split("\n")) {
            stderr.println(start + Printable.line(line));
            start = "    ";
        }
    }
}
