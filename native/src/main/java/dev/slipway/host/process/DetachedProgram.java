package dev.slipway.host.process;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that goes on when this process has ended: in a session of its own, where no Ctrl-C of ours arrives, with the
 * lowest priority, nothing to read, and nobody to talk to. It has to find its own end.
 */
public final class DetachedProgram {

    private static final File NOTHING = new File("/dev/null");
    private static final List<String> APART = List.of("setsid", "nice", "-n", "19");

    private DetachedProgram() {
    }

    /** Starts it and does not wait. Throws PROGRAM_MISSING when it, or what sets it apart, is not installed. */
    public static void start(List<String> command) {
        for (String program : List.of(APART.get(0), APART.get(1), command.get(0))) {
            if (Program.find(program).isEmpty()) {
                throw ProgramFailure.missing(program, null);
            }
        }
        List<String> words = new ArrayList<>(APART);
        words.addAll(command);
        try {
            new ProcessBuilder(words).redirectInput(NOTHING)
                    .redirectOutput(ProcessBuilder.Redirect.to(NOTHING))
                    .redirectError(ProcessBuilder.Redirect.to(NOTHING)).start();
        } catch (IOException e) {
            throw ProgramFailure.missing(command.get(0), e);
        }
    }
}
