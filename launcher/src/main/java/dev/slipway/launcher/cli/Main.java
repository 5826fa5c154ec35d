package dev.slipway.launcher.cli;

import dev.slipway.launcher.cli.output.StandardOutput;
import dev.slipway.launcher.cli.output.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the process starts. */
public final class Main {

    private Main() {
    }

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] line) {
        Interruption interruption = new Interruption(Thread.currentThread());
        interruption.watch();
        PrintStream stderr = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int exit = new CommandLineFace(System.getenv(), Terminal.found(), StandardOutput.ofProcess(), stderr, interruption)
                .run(line);
        interruption.over();
        System.exit(exit);
    }
}
