package dev.slipway.launcher.cli.progress;

import dev.slipway.host.progress.Progress;
import dev.slipway.launcher.cli.output.Terminal;
import java.io.PrintStream;

/** Progress that a user sees. Work may tell it from any thread. */
public sealed interface ProgressDisplay extends Progress, AutoCloseable permits ProgressBar, ProgressLines {

    /** The display that suits standard error: a bar on a terminal, a line every few seconds elsewhere. */
    static ProgressDisplay on(PrintStream stderr, Terminal terminal) {
        return terminal.stderr()
                ? new ProgressBar(stderr, terminal.columns(), System::nanoTime)
                : new ProgressLines(stderr, System::nanoTime);
    }

    /** Makes room for another line on the same stream. */
    void pause();

    /** Ends the display and leaves the stream at the start of a line. */
    @Override
    void close();
}
