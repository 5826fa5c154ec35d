package dev.slipway.launcher.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.launcher.cli.output.StandardOutput;
import dev.slipway.launcher.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Commands as somebody types them, in this process: their text output, their errors, their exit codes. */
final class TypedCommands {

    private final Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Commands on the store in this folder. */
    TypedCommands(Path home) {
        this.home = home;
    }

    /** What a line prints, words parted by blanks, which must end with this exit code. */
    String text(int exit, String line) {
        return run(Map.of(), exit, line);
    }

    /** The same as another account. */
    String text(String account, int exit, String line) {
        return run(Map.of("SLIPWAY_ACCOUNT", account), exit, line);
    }

    /** What the last line said on standard error. */
    String error() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String run(Map<String, String> more, int exit, String line) {
        out.reset();
        err.reset();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SLIPWAY_HOME", home.toString());
        environment.put("SLIPWAY_OUTPUT", "text");
        assertEquals(exit, new CommandLineFace(environment, new Terminal(false, false, 80), new StandardOutput(out),
                new PrintStream(err, true, StandardCharsets.UTF_8), new Interruption(Thread.currentThread()))
                .run(line.split(" ")), () -> line + ": " + error());
        return out.toString(StandardCharsets.UTF_8);
    }
}
