package dev.slipway.host.process;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The sentences about programs that did not do what was asked of them. */
final class ProgramFailure {

    private static final int QUOTED_LINES = 3;
    private static final String SETUP = "scripts/setup installs what Slipway needs";

    private ProgramFailure() {
    }

    static HostException missing(String program, Throwable cause) {
        return new HostException(HostError.PROGRAM_MISSING, "The program '" + program + "' is not installed.", SETUP,
                cause);
    }

    static HostException notStarted(String program, IOException cause) {
        return new HostException(HostError.PROGRAM_FAILED,
                "The program '" + program + "' could not be started: " + printable(cause.getMessage()) + ".", cause);
    }

    static HostException timedOut(String program, Duration deadline, String stderr) {
        return new HostException(HostError.PROGRAM_TIMED_OUT, sentence(
                program + " did not end within " + seconds(deadline) + " and was ended", stderr));
    }

    static HostException interrupted(String program, InterruptedException cause) {
        return new HostException(HostError.INTERRUPTED, "Interrupted while " + program + " ran.", cause);
    }

    static HostException of(String program, Subprocess.Output output) {
        return new HostException(HostError.PROGRAM_FAILED,
                sentence(program + " failed with exit code " + output.exit(), output.stderr()));
    }

    private static String sentence(String what, String stderr) {
        String words = lastLines(stderr);
        return words.isEmpty() ? what + "." : what + ": " + words + ".";
    }

    /** The last lines that say something, as one line without control characters. */
    static String lastLines(String text) {
        Deque<String> lines = new ArrayDeque<>();
        for (String line : text.split("[\n\r]")) {
            if (!line.isBlank()) {
                lines.addLast(printable(line.strip()));
            }
            if (lines.size() > QUOTED_LINES) {
                lines.removeFirst();
            }
        }
        String joined = String.join("; ", lines);
        return joined.endsWith(".") ? joined.substring(0, joined.length() - 1) : joined;
    }

    /** A program may quote a hostile file: its bytes must not reach a terminal as commands. */
    private static String printable(String line) {
        StringBuilder text = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            text.append(Character.isISOControl(c) ? '?' : c);
        }
        return text.toString();
    }

    private static String seconds(Duration deadline) {
        long millis = deadline.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
